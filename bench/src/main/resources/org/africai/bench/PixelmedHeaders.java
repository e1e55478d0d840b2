import com.pixelmed.dicom.AttributeList;
import com.pixelmed.dicom.DicomInputStream;
import com.pixelmed.dicom.TagFromName;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

public class PixelmedHeaders {
    public static void main(String[] arguments) throws Exception {
        var files = Files.readAllLines(Path.of(arguments[0]));
        var threads = ManagementFactory.getThreadMXBean();
        for (int pass = 0; pass < 6; pass++) {
            long start = threads.getCurrentThreadCpuTime();
            long elements = 0;
            for (String file : files) {
                try (var in = new DicomInputStream(new File(file))) {
                    var list = new AttributeList();
                    list.read(in, TagFromName.PixelData);
                    elements += list.size();
                }
            }
            double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            if (elements < 20L * files.size()) {
                throw new IllegalStateException("only " + elements + " elements were read");
            }
            if (pass >= 3) {
                System.out.println(files.size() / seconds);
            }
        }
    }
}
