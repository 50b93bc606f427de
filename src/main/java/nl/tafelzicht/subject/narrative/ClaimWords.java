package nl.tafelzicht.subject.narrative;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of a claim, for comparing claims: without stop words, stemmed for the claim's language (Lucene's
 * analyzers), and with election terms of both languages mapped to one, so that a Dutch claim matches its English
 * equivalent.
 */
final class ClaimWords {

    /** One concept on each line: Dutch words, then English ones. Compared by their stems. */
    private static final String[][] CONCEPTS = {
        {"stembureau stembureaus stemlokaal stemlokalen stembus", "polling station stations booth"},
        {"gesloten dicht sluiten sluit", "closed shut close"},
        {"open geopend", "open opened"},
        {"gewapende gewapend wapens wapen", "armed weapons weapon guns gun"},
        {"mannen man", "men man"},
        {"politie agenten", "police officers"},
        {"stemmen stem gestemd", "vote votes voting voted"},
        {"verkiezing verkiezingen", "election elections"},
        {"stembiljet stembiljetten", "ballot ballots"},
        {"stempas stempassen", "card cards"},
        {"uitslag uitslagen", "result results"},
        {"fraude gefraudeerd", "fraud rigged"},
        {"vals valse vervalst nep", "fake forged false"},
        {"tellen geteld telling", "count counted counting"},
        {"maandag", "monday"},
        {"dinsdag", "tuesday"},
        {"woensdag", "wednesday"},
        {"donderdag", "thursday"},
        {"morgen", "tomorrow"},
        {"vandaag", "today"},
        {"bom bommelding", "bomb"},
        {"school scholen", "school schools"},
        {"geweld gevochten vechtpartij", "violence fighting fight"},
        {"wachtrij rij rijen", "queue queues line"},
        {"uren uur", "hours hour"},
        {"burgemeester", "mayor"},
        {"kandidaat kandidaten", "candidate candidates"},
        {"weggegooid gooien vernietigd", "thrown destroyed dumped"},
        {"potlood potloden", "pencil pencils"},
        {"app telefoon", "app phone"},
        {"buitenlanders migranten", "foreigners migrants"},
        {"ontruimd evacuatie geëvacueerd", "evacuated evacuation evacuate"},
        {"adres adressen", "address addresses"},
        {"online internet", "online internet"},
        {"verplaatst verzet", "moved relocated"},
        {"container", "container"},
        {"duizenden duizend", "thousands thousand"},
        {"paspoort", "passport"},
        {"pen", "pen"},
        {"rode rood", "red"},
        {"site website", "site website"},
        {"overleden overledenen doden", "dead died deceased"},
        {"verwijderd uitgewist gummen", "erase erased"},
        {"gevonden", "found"},
        {"gestopt", "stopped"},
        {"vier", "four"}
    };

    /** Words that say nothing in a claim, though they are not among Lucene's stop words. */
    private static final Set<String> EMPTY =
            Set.of("everyth", "everyon", "do", "you", "your", "may", "ieder", "gan", "ga", "allen", "all", "new");

    private final Analyzer dutch = new DutchAnalyzer();
    private final Analyzer english = new EnglishAnalyzer();
    private final Analyzer asIs = new WhitespaceAnalyzer();
    private final Map<String, String> dutchConcepts = new HashMap<>();
    private final Map<String, String> englishConcepts = new HashMap<>();

    ClaimWords() {
        for (var concept : CONCEPTS) {
            var name = "=" + concept[1].split(" ")[0];
            stems(dutch, concept[0]).forEach(stem -> dutchConcepts.put(stem, name));
            stems(english, concept[1]).forEach(stem -> englishConcepts.put(stem, name));
        }
    }

    /** An analyzer for words that {@link #of} returned. */
    Analyzer asIs() {
        return asIs;
    }

    /** @param language ISO 639-1; any other than English is read as Dutch */
    List<String> of(String text, String language) {
        boolean isEnglish = "en".equals(language);
        var concepts = isEnglish ? englishConcepts : dutchConcepts;
        return stems(isEnglish ? english : dutch, text).stream()
                .filter(stem -> !EMPTY.contains(stem))
                .map(stem -> concepts.getOrDefault(stem, stem))
                .toList();
    }

    private static List<String> stems(Analyzer analyzer, String text) {
        var stems = new ArrayList<String>();
        try (var tokens = analyzer.tokenStream("", text)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                stems.add(term.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stems;
    }
}
