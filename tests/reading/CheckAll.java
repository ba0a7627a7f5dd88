import com.adobe.epubcheck.tool.EpubChecker;

/** Checks every book named, in one machine: to start one costs more than to check a book. */
class CheckAll {
    public static void main(String[] books) throws Exception {
        for (String book : books) {
            new EpubChecker().run(new String[] {book, "-q", "--json", book + ".json"});
        }
    }
}
