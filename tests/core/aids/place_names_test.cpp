// Goal: a commune is found however its name is typed. Method: tables of typing and what is found.
#include "core/aids/place_names.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using prevenance::fold_place_name;
using prevenance::FoundCommune;
using prevenance::search_communes;
using prevenance::search_letters;

TEST_CASE("fold_place_name: accents, case, hyphens and saints do not matter") {
    struct Row {
        std::string typed;
        std::string folded;
    };

    for (Row const& row : std::vector<Row>{
             {"Rennes", "rennes"},
             {"SAINT-ÉTIENNE", "saint etienne"},
             {"St-Etienne", "saint etienne"},
             {"st  etienne ", "saint etienne"},
             {"Ste-Foy-lès-Lyon", "sainte foy les lyon"},
             {"L’Haÿ-les-Roses", "l hay les roses"},
             {"l'hay les roses", "l hay les roses"},
             {"Œuilly", "oeuilly"},
             {"Bœurs-en-Othe", "boeurs en othe"},
             {"E\u0301pinal", "epinal"}, // Typed on a keyboard that sends accents apart.
             {"Le Mans 2", "le mans 2"},
             {"", ""},
             {"---", ""},
             {"\xC3", ""}, // Cut in the middle of a letter.
             {"\xFF\xFE", ""},
         }) {
        CAPTURE(row.typed);
        CHECK(fold_place_name(row.typed) == row.folded);
    }
}

TEST_CASE("search_letters: the first word that parts names") {
    struct Row {
        std::string typed;
        std::string letters;
    };

    for (Row const& row : std::vector<Row>{
             {"Rennes", "re"},
             {"St-Denis", "de"},
             {"le Havre", "ha"},
             {"L'Haÿ-les-Roses", "ha"},
             {"Œuilly", "oe"},
             {"Saint", "sa"},
             {"les", "le"},
             {"r", ""},
             {"Y", ""},
             {" - ", ""},
             {"", ""},
         }) {
        CAPTURE(row.typed);
        CHECK(search_letters(row.typed) == row.letters);
    }
}

TEST_CASE("search_communes: the nearest name first, each commune once") {
    std::vector<FoundCommune> const communes{
        {"42187", "Roanne", "Loire"},
        {"42218", "Saint-Étienne", "Loire"},
        {"42218", "Saint-Étienne-d'Avant – Saint-Étienne", "Loire"},
        {"42219", "Saint-Étienne-le-Molard", "Loire"},
        {"42279", "Saint-Just-Saint-Rambert", "Loire"},
        {"76351", "Le Havre", "Seine-Maritime"},
        {"76575", "Saint-Étienne-du-Rouvray", "Seine-Maritime"}};

    struct Row {
        std::string typed;
        std::string codes;
    };

    for (Row const& row : std::vector<Row>{
             {"st etienne", "42218 42219 76575 "},
             {"etienne d'avant", "42218 "},
             {"Rambert", "42279 "},
             {"havre", "76351 "},
             {"le h", "76351 "},
             {"r", ""},
             {"", ""},
             {"Paris", ""},
         }) {
        CAPTURE(row.typed);
        std::string codes;
        for (auto const& found : search_communes(communes, row.typed, 10))
            codes += found.code + ' ';
        CHECK(codes == row.codes);
    }
    CHECK(search_communes(communes, "saint", 2).size() == 2);
}
