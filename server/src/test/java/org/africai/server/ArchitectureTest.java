package org.africai.server;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.africai.server.db.Sql;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// ARCHITECTURE.md and the house rules, as far as class files show them.
class ArchitectureTest {
    private static final String ROOT = "org.africai.server";
    private static final Set<String> RIM =
            Set.of("xnatapi", "dicomweb", "api", "dimse", "pages", "login", "boot");
    private static final Set<String> FEATURES =
            Set.of(
                    "intake",
                    "archive",
                    "files",
                    "search",
                    "studies",
                    "variables",
                    "proposals",
                    "releases",
                    "exchange",
                    "accounts",
                    "config",
                    "deid",
                    "workflows",
                    "receivers");
    private static final List<String> FEATURES_AND_RIM =
            Stream.concat(FEATURES.stream(), RIM.stream()).toList();
    private static final Set<String> GROUND =
            Set.of("access", "audit", "jobs", "db", "http", "mail", "schema", "settings", "site");

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.africai");

    private static final JavaClasses TESTS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.OnlyIncludeTests())
                    .importPackages(ROOT);

    @Test
    void every_package_has_its_place() {
        var known = Stream.of(RIM, FEATURES, GROUND).flatMap(Set::stream).toList();

        var found =
                MAIN.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(ROOT + "."))
                        .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
                        .distinct()
                        .toList();

        assertThat(known).containsAll(found);
    }

    @Test
    void ground_knows_neither_features_nor_the_rim() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(packages(GROUND))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(FEATURES_AND_RIM)));
    }

    @Test
    void features_do_not_know_the_rim() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(packages(FEATURES))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(RIM)));
    }

    @Test
    void packages_form_no_cycle() {
        holds(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void only_the_top_level_of_a_package_is_used_by_others() {
        ApplicationModules.of(ROOT).verify();
    }

    @Test
    void features_know_no_spring() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(packages(FEATURES))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.springframework.."));
    }

    @Test
    void objects_get_what_they_need_by_their_constructor() {
        for (var annotation :
                List.of(
                        "org.springframework.beans.factory.annotation.Autowired",
                        "org.springframework.beans.factory.annotation.Value",
                        "jakarta.inject.Inject",
                        "jakarta.annotation.Resource")) {
            holds(noFields().should().beAnnotatedWith(annotation));
            holds(methods().should().notBeAnnotatedWith(annotation));
        }
    }

    @Test
    void transactions_are_opened_in_sight() {
        String annotation = "org.springframework.transaction.annotation.Transactional";
        holds(classes().should().notBeAnnotatedWith(annotation));
        holds(methods().should().notBeAnnotatedWith(annotation));
    }

    @Test
    void statements_stand_in_tables_only() {
        holds(
                noClasses()
                        .that()
                        .haveSimpleNameNotEndingWith("Table")
                        .and()
                        .resideOutsideOfPackage(ROOT + ".db")
                        .should()
                        .callMethodWhere(statementsGiven()));
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + ".db")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.sql..", "org.springframework.jdbc.."));
    }

    /// One here, and one in the DICOM library, which knows nothing of the server.
    @Test
    void one_class_of_a_module_makes_parsers_of_xml() {
        holds(
                noClasses()
                        .that()
                        .doNotHaveSimpleName("SafeXml")
                        .and()
                        .doNotHaveSimpleName("DicomXmlReader")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(
                                "javax\\.xml\\.(?!stream\\.XMLOutputFactory).*Factory|org\\.xml\\.sax\\.helpers\\.XMLReaderFactory"));
    }

    @Test
    void nothing_revives_objects_or_runs_expressions() {
        holds(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(
                                "java\\.io\\.ObjectInputStream|java\\.beans\\.XMLDecoder|javax\\.script\\..*|org\\.springframework\\.expression\\..*"));
    }

    @Test
    void only_the_console_speaks_to_the_terminal() {
        holds(
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(ROOT + ".boot.Console")
                        .and()
                        .resideInAPackage(ROOT + "..")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
    }

    @Test
    void tests_do_not_sleep() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(TESTS);
    }

    @Test
    void names_say_what_a_class_is() {
        holds(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Utils?|Manager|Helper|Dto)")
                        .orShould()
                        .haveNameMatching(".*\\.Abstract\\w+"));
    }

    @Test
    void absent_values_are_declared_in_every_package() {
        var unmarked =
                MAIN.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(one -> !isNullMarked(one))
                        .map(JavaPackage::getName)
                        .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void clocks_are_given_not_taken() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(packages(FEATURES))
                        .should()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(java.time.LocalDate.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void log_and_constant_fields_do_not_change() {
        holds(fields().that().areStatic().and(are(notMadeByTheCompiler())).should().beFinal());
    }

    /// A library's packages are marked by its module, whose mark class files do not show here.
    private static boolean isNullMarked(JavaPackage one) {
        return !one.getName().startsWith(ROOT) || one.isAnnotatedWith(NullMarked.class);
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaField>
            notMadeByTheCompiler() {
        return DescribedPredicate.describe(
                "not made by the compiler", field -> !field.getName().startsWith("$"));
    }

    private static DescribedPredicate<JavaCall<?>> statementsGiven() {
        return DescribedPredicate.describe(
                "statements given to Sql",
                call ->
                        call.getTargetOwner().isEquivalentTo(Sql.class)
                                && Set.of("of", "batch").contains(call.getName()));
    }

    private static String[] packages(Collection<String> names) {
        return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }
}
