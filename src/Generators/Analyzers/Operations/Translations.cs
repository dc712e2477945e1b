namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The field's words in Dutch, French, German, Italian, Portuguese and Spanish, with and without accents. Left out is what means something else in
/// another of these languages or in code: <c>red</c> is a network and a colour, <c>objetivo</c> a target and an objective, <c>mot</c> a word and the tracking of objects.
/// </summary>
internal static class Translations
{
    private static readonly Dictionary<string, string> _english = Invert(
        ("accuracy", "exactitude genauigkeit accuratezza acuracia acurácia exactitud nauwkeurigheid"),
        ("area", "aire flaeche fläche área"),
        ("areas", "aires flaechen flächen áreas"),
        ("attention", "aufmerksamkeit attenzione atencao atenção atencion atención aandacht"),
        ("background", "hintergrund fondo fundo achtergrond"),
        ("best", "beste bester bestes besten meilleur meilleure migliore melhor mejor"),
        ("discriminator", "diskriminator discriminateur discriminatore discriminador"),
        ("game", "spiel jeu gioco jogo juego spel"),
        ("ignored", "ignoré ignorés ignoriert ignorierte ignorato ignorado"),
        ("input", "eingabe entree entrée entrees entrées entrada entradas invoer"),
        ("intersection", "schnittmenge ueberschneidung überschneidung doorsnede"),
        ("label", "etikett etiquette étiquette etichetta rotulo rótulo etiqueta"),
        ("labels", "etiketten etiquettes étiquettes etichette rotulos rótulos etiquetas"),
        ("loss", "perte verlust perdita perda perdida pérdida verlies"),
        ("losses", "pertes verluste perdite perdas perdidas pérdidas"),
        ("mask", "masque maske maschera mascara máscara"),
        ("masks", "masques masken maschere mascaras máscaras"),
        ("network", "reseau réseau netz netzwerk rete netwerk"),
        ("overlap", "chevauchement recouvrement ueberlappung überlappung sovrapposizione sobreposicao sobreposição solapamiento"),
        ("padding", "remplissage riempimento preenchimento relleno"),
        ("predicted", "prédit prédite prédits prédites predit predite predits predites vorhergesagt vorhergesagte vorhergesagter vorhergesagtes vorhergesagten predetto predetta predetti predette previsto prevista previstos previstas predicho predicha predichos predichas voorspeld voorspelde"),
        ("prediction", "prédiction vorhersage prognose previsione previsao previsão voorspelling"),
        ("predictions", "prédictions vorhersagen prognosen previsioni previsoes previsões voorspellingen"),
        ("previous", "précédent precedente précédente vorherige vorheriger vorheriges vorige"),
        ("probability", "probabilite probabilité wahrscheinlichkeit probabilita probabilità probabilidade probabilidad kans waarschijnlijkheid"),
        ("probabilities", "probabilites probabilités wahrscheinlichkeiten probabilidades kansen waarschijnlijkheden"),
        ("puzzle", "raetsel rätsel puzzel"),
        ("recall", "rappel"),
        ("reference", "référence referenz riferimento referencia referência"),
        ("output", "sortie ausgabe uscita saida saída salida uitvoer"),
        ("outputs", "sorties ausgaben uscite saidas saídas salidas"),
        ("sensitivity", "sensibilite sensibilité sensitivitaet sensitivität empfindlichkeit sensibilita sensibilità sensibilidade sensibilidad gevoeligheid"),
        ("target", "cible"),
        ("targets", "cibles"),
        ("teacher", "enseignant lehrer"),
        ("threshold", "seuil schwelle schwellwert schwellenwert soglia limiar umbral drempel drempelwaarde"),
        ("token", "jeton"),
        ("tokens", "jetons"),
        ("truth", "verite vérité wahrheit verita verità verdade verdad waarheid"),
        ("union", "vereinigung unione uniao união unión"),
        ("weight", "gewicht peso"),
        ("weights", "poids gewichte pesi pesos"),
        ("word", "parola palavra palabra woord"),
        ("words", "woerter wörter parole palavras palabras woorden"));

    // German writes a compound as one word: tumormaske, grundwahrheit.
    private static readonly (string Ending, string English)[] _endings = [("maske", "mask"), ("masken", "masks"), ("verlust", "loss"), ("wahrheit", "truth"), ("genauigkeit", "accuracy")];

    /// <summary>The English for a lower-case word, or the word as it is.</summary>
    public static string ToEnglish(string word)
    {
        if (_english.TryGetValue(word, out var english))
            return english;
        foreach (var (ending, meaning) in _endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return word.Substring(0, word.Length - ending.Length) + meaning;
        }

        return word;
    }

    private static Dictionary<string, string> Invert(params (string English, string Words)[] entries)
    {
        var inverted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (english, words) in entries)
        {
            foreach (var word in words.Split(' '))
                inverted.Add(word, english);
        }

        return inverted;
    }
}
