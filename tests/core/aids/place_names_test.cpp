// Goal: a commune is found however its name is typed. Method: tables of typing and what is found.
#include "core/aids/place_names.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using prevenance::fold_place_name;
using prevenance::PlaceNames;
using prevenance::search_communes;

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

TEST_CASE("search_communes: the nearest name first") {
    PlaceNames loire;
    loire.communes = {
        {"42218", "Saint-Étienne"},
        {"42219", "Saint-Étienne-le-Molard"},
        {"42187", "Roanne"},
        {"42279", "Saint-Just-Saint-Rambert"}};
    loire.former = {{"42220", "Saint-Étienne-d'Avant"}};
    PlaceNames seine;
    seine.communes = {{"76351", "Le Havre"}, {"76575", "Saint-Étienne-du-Rouvray"}};

    struct Row {
        std::string typed;
        std::string codes;
    };

    for (Row const& row : std::vector<Row>{
             {"st etienne", "42218 42220 42219 76575 "},
             {"Rambert", "42279 "},
             {"havre", "76351 "},
             {"le h", "76351 "},
             {"r", ""},
             {"", ""},
             {"Paris", ""},
         }) {
        CAPTURE(row.typed);
        std::string codes;
        for (auto const& found : search_communes({loire, seine}, row.typed, 10))
            codes += found.code + ' ';
        CHECK(codes == row.codes);
    }
    CHECK(search_communes({loire, seine}, "saint", 2).size() == 2);
}
