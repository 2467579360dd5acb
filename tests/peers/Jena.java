// Reads each file with Apache Jena's RIOT and writes it as N-Quads.
// Warnings count as errors: a strict reader must have nothing to say.
import java.io.OutputStream;
import java.nio.file.*;
import java.util.*;
import org.apache.jena.riot.*;
import org.apache.jena.riot.system.*;
import org.apache.jena.sparql.core.*;

public class Jena {
    public static void main(String[] args) throws Exception {
        Path out = Path.of(args[0]);
        for (String file : Arrays.asList(args).subList(1, args.length)) {
            Path path = Path.of(file);
            DatasetGraph dataset = DatasetGraphFactory.createTxnMem();
            try {
                RDFParser.source(path).strict(true).errorHandler(ErrorHandlerFactory.errorHandlerStrict)
                    .parse(StreamRDFLib.dataset(dataset));
            } catch (Exception e) {
                System.out.println(path.getFileName() + ": " + e.getMessage());
                continue;
            }
            try (OutputStream to = Files.newOutputStream(out.resolve(path.getFileName() + ".nq"))) {
                RDFDataMgr.write(to, dataset, Lang.NQUADS);
            }
        }
    }
}
