package org.africai.server.xnatapi;

import java.util.List;

/// Writes searches as XNAT's clients do.
final class Bundles {
    private Bundles() {}

    /// @param columns `xnat:subjectData/SUBJECT_LABEL`: element and field, divided at the first
    ///   slash, as pyxnat does
    /// @param where the inside of `search_where`
    static String of(String root, List<String> columns, String where) {
        StringBuilder xml = new StringBuilder();
        xml.append("<xdat:bundle xmlns:xdat=\"http://nrg.wustl.edu/security\" ID=\"@")
                .append(root)
                .append("\" brief-description=\"\" description=\"\" secure=\"false\">")
                .append("<xdat:root_element_name>")
                .append(root)
                .append("</xdat:root_element_name>");
        for (int i = 0; i < columns.size(); i++) {
            String[] parts = columns.get(i).split("/", 2);
            xml.append("<xdat:search_field><xdat:element_name>")
                    .append(parts[0])
                    .append("</xdat:element_name><xdat:field_ID>")
                    .append(parts[1])
                    .append("</xdat:field_ID><xdat:sequence>")
                    .append(i)
                    .append("</xdat:sequence><xdat:type>string</xdat:type><xdat:header>x")
                    .append("</xdat:header></xdat:search_field>");
        }
        return xml.append("<xdat:search_where method=\"AND\">")
                .append(where)
                .append("</xdat:search_where></xdat:bundle>")
                .toString();
    }

    static String criterion(String field, String comparison, String value) {
        return "<xdat:criteria override_value_formatting=\"0\"><xdat:schema_field>"
                + field
                + "</xdat:schema_field><xdat:comparison_type>"
                + comparison.replace("<", "&lt;").replace(">", "&gt;")
                + "</xdat:comparison_type><xdat:value>"
                + value.replace("&", "&amp;").replace("<", "&lt;")
                + "</xdat:value></xdat:criteria>";
    }

    static String set(String method, String... parts) {
        return "<xdat:child_set method=\""
                + method
                + "\">"
                + String.join("", parts)
                + "</xdat:child_set>";
    }
}
