package nl.tafelzicht.subject.narrative;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Finds claims that say much the same, to propose merging them; a person decides.
 *
 * <pre>
 * picture ─► claims that changed ─► their words, stemmed ({@link ClaimWords}) ─► Lucene, in memory ─► those that share the rarest words
 * </pre>
 *
 * Likeness is Lucene's BM25 score of one claim for the words of the other, divided by the score that the claim has for
 * its own words; the lower of both directions, so that a short claim is not like every long one that contains it. 0 to
 * 1. Blocks for some milliseconds at most; any thread may call it, and calls run one at a time.
 */
public final class ClaimIndex implements AutoCloseable {

    /**
     * BM25 with a lower weight for rare words: when many alerts repeat one claim, its words become common, and they
     * still have to count. Length matters little, since both directions are compared.
     */
    private static final BM25Similarity SIMILARITY = new BM25Similarity(1.2f, 0.3f) {
        @Override
        protected float idf(long having, long all) {
            return 1 + RARITY * super.idf(having, all);
        }
    };

    private static final float RARITY = 0.6f;

    /** The likeness from which merging is proposed; chosen on the labelled set of the tests, see docs/decisions. */
    public static final double ALIKE = 0.40;
    /** At most this many are compared in both directions, however many share a word. */
    private static final int CANDIDATES = 40;

    private static final String ID = "id";
    private static final String WORDS = "words";

    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ClaimWords words = new ClaimWords();
    private long position;

    /** A claim that is like another. @param likeness 0 to 1 */
    public record Alike(Narrative narrative, double likeness) {}

    public ClaimIndex() {
        try {
            writer = new IndexWriter(
                    new ByteBuffersDirectory(), new IndexWriterConfig(words.asIs()).setSimilarity(SIMILARITY));
            searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The alerts like this one, most alike first, that are open, or closed without having been merged. */
    public synchronized List<Alike> like(Narrative narrative, Picture picture, int limit) {
        try {
            follow(picture);
            var searcher = searchers.acquire();
            try {
                return compare(searcher, narrative, picture, limit);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Alike> compare(IndexSearcher searcher, Narrative narrative, Picture picture, int limit)
            throws IOException {
        searcher.setSimilarity(SIMILARITY);
        var mine = words(narrative);
        if (mine.isEmpty()) {
            return List.of();
        }
        var hits = searcher.search(query(mine), CANDIDATES).scoreDocs;
        double own = score(searcher, mine, narrative.id());
        if (own <= 0) {
            return List.of();
        }
        var found = new ArrayList<Alike>();
        for (var hit : hits) {
            var other = picture.entity(
                    Narrative.KIND, searcher.storedFields().document(hit.doc).get(ID));
            if (other == null
                    || other.id().equals(narrative.id())
                    || other.state().mergedInto() != null
                    || !sharesPlace(narrative, other)) {
                continue;
            }
            var theirs = words(other);
            double likeness = Math.min(
                    hit.score / own, score(searcher, theirs, narrative.id()) / score(searcher, theirs, other.id()));
            if (likeness >= ALIKE) {
                found.add(new Alike(other, Math.min(1, likeness)));
            }
        }
        return found.stream()
                .sorted((a, b) -> Double.compare(b.likeness, a.likeness))
                .limit(limit)
                .toList();
    }

    /** The same words about another town are another claim; about the whole country, they may be the same claim. */
    private static boolean sharesPlace(Narrative a, Narrative b) {
        var first = places(a);
        var second = places(b);
        return first.isEmpty() || second.isEmpty() || first.stream().anyMatch(second::contains);
    }

    private static Set<String> places(Narrative n) {
        var about = n.state().about();
        return Stream.concat(
                        about.municipalities().stream().map(Municipality::code),
                        about.stations().stream().map(s -> s.substring(0, s.indexOf('-'))))
                .collect(Collectors.toSet());
    }

    /** The words of a claim, without the names of its places, which are compared as places. */
    private Set<String> words(Narrative narrative) {
        var all = new LinkedHashSet<>(
                words.of(narrative.state().claim(), narrative.state().language()));
        narrative
                .state()
                .about()
                .municipalities()
                .forEach(m -> all.removeAll(words.of(m.name(), narrative.state().language())));
        return all;
    }

    private static BooleanQuery query(Set<String> words) {
        var query = new BooleanQuery.Builder();
        words.stream()
                .limit(IndexSearcher.getMaxClauseCount())
                .forEach(w -> query.add(new TermQuery(new Term(WORDS, w)), BooleanClause.Occur.SHOULD));
        return query.build();
    }

    /** The score of one alert for these words. */
    private static double score(IndexSearcher searcher, Set<String> words, String id) throws IOException {
        var one = new BooleanQuery.Builder()
                .add(query(words), BooleanClause.Occur.MUST)
                .add(new TermQuery(new Term(ID, id)), BooleanClause.Occur.FILTER)
                .build();
        var hits = searcher.search(one, 1).scoreDocs;
        return hits.length == 0 ? 0 : hits[0].score;
    }

    private void follow(Picture picture) throws IOException {
        if (picture.seq() <= position) {
            return;
        }
        boolean any = false;
        for (var change : picture.changedAfter(position)) {
            if (change.kind() != Narrative.KIND) {
                continue;
            }
            index(picture.entity(Narrative.KIND, change.id()));
            any = true;
        }
        position = picture.seq();
        if (any) {
            searchers.maybeRefreshBlocking();
        }
    }

    private void index(Narrative narrative) throws IOException {
        var id = new Term(ID, narrative.id());
        if (narrative.state().mergedInto() != null) {
            writer.deleteDocuments(id);
            return;
        }
        var document = new Document();
        document.add(new StringField(ID, narrative.id(), Field.Store.YES));
        document.add(new TextField(WORDS, String.join(" ", words(narrative)), Field.Store.NO));
        writer.updateDocument(id, document);
    }

    @Override
    public synchronized void close() throws IOException {
        searchers.close();
        writer.close();
    }
}
