import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rsna.ctp.stdstages.anonymizer.dicom.DAScript;
import org.rsna.ctp.stdstages.anonymizer.dicom.DICOMAnonymizer;

public class CtpDeid {
    public static void main(String[] arguments) throws Exception {
        var script = DAScript.getInstance(new File(arguments[0])).toProperties();
        var files = Files.readAllLines(Path.of(arguments[1]));
        var threads = ManagementFactory.getThreadMXBean();
        for (int pass = 0; pass < 4; pass++) {
            long start = threads.getCurrentThreadCpuTime();
            for (String file : files) {
                var status =
                        DICOMAnonymizer.anonymize(
                                new File(file),
                                new File(arguments[2]),
                                script,
                                null,
                                null,
                                false,
                                false);
                if (!status.isOK()) {
                    throw new IllegalStateException(file + " was not changed");
                }
            }
            if (pass > 0) {
                System.out.println((threads.getCurrentThreadCpuTime() - start) / 1e9);
            }
        }
    }
}
