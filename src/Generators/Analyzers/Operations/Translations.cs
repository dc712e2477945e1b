namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The field's words in French, German, Italian, Portuguese and Spanish, with and without accents. Left out is what means something else in
/// another of these languages or in code: <c>red</c> is a network and a colour, <c>objetivo</c> a target and an objective, <c>mot</c> a word and the tracking of objects.
/// </summary>
internal static class Translations
{
    private static readonly Dictionary<string, string> _english = Invert(
        ("accuracy", "exactitude genauigkeit accuratezza acuracia acurácia exactitud"),
        ("area", "aire flaeche fläche área"),
        ("areas", "aires flaechen flächen áreas"),
        ("attention", "aufmerksamkeit attenzione atencao atenção atencion atención"),
        ("background", "hintergrund fondo fundo"),
        ("best", "beste bester bestes besten meilleur meilleure migliore melhor mejor"),
        ("discriminator", "diskriminator discriminateur discriminatore discriminador"),
        ("game", "spiel jeu gioco jogo juego"),
        ("ignored", "ignoré ignorés ignoriert ignorierte ignorato ignorado"),
        ("input", "eingabe entree entrée entrees entrées entrada entradas"),
        ("intersection", "schnittmenge ueberschneidung überschneidung"),
        ("label", "etikett etiquette étiquette etichetta rotulo rótulo etiqueta"),
        ("labels", "etiketten etiquettes étiquettes etichette rotulos rótulos etiquetas"),
        ("loss", "perte verlust perdita perda perdida pérdida"),
        ("losses", "pertes verluste perdite perdas perdidas pérdidas"),
        ("mask", "masque maske maschera mascara máscara"),
        ("masks", "masques masken maschere mascaras máscaras"),
        ("network", "reseau réseau netz netzwerk rete"),
        ("overlap", "chevauchement recouvrement ueberlappung überlappung sovrapposizione sobreposicao sobreposição solapamiento"),
        ("padding", "remplissage riempimento preenchimento relleno"),
        ("predicted", "prédit prédite prédits prédites vorhergesagt vorhergesagte"),
        ("prediction", "prédiction vorhersage prognose previsione previsao previsão"),
        ("predictions", "prédictions vorhersagen prognosen previsioni previsoes previsões"),
        ("previous", "précédent precedente précédente vorherige vorheriger vorheriges vorige"),
        ("probability", "probabilite probabilité wahrscheinlichkeit probabilita probabilità probabilidade probabilidad"),
        ("probabilities", "probabilites probabilités wahrscheinlichkeiten probabilidades"),
        ("puzzle", "raetsel rätsel"),
        ("recall", "rappel"),
        ("reference", "référence referenz riferimento referencia referência"),
        ("output", "sortie ausgabe uscita saida saída salida"),
        ("outputs", "sorties ausgaben uscite saidas saídas salidas"),
        ("sensitivity", "sensibilite sensibilité sensitivitaet sensitivität empfindlichkeit sensibilita sensibilità sensibilidade sensibilidad"),
        ("target", "cible"),
        ("targets", "cibles"),
        ("teacher", "enseignant lehrer"),
        ("threshold", "seuil schwelle schwellwert schwellenwert soglia limiar umbral"),
        ("token", "jeton"),
        ("tokens", "jetons"),
        ("truth", "verite vérité wahrheit verita verità verdade verdad"),
        ("union", "vereinigung unione uniao união unión"),
        ("weight", "gewicht peso"),
        ("weights", "poids gewichte pesi pesos"),
        ("word", "parola palavra palabra"),
        ("words", "woerter wörter parole palavras palabras"));

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
