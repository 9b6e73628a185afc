// Goal: every address leads to one screen, and every screen says its own address.
// Method: a table of paths, read and written back.
#include "web/screens/route.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::parse_route;
using prevenance::path_of;
using prevenance::Route;
using prevenance::Screen;

TEST_CASE("routes: read, and written back") {
    struct Row {
        std::string path;
        Route route;
    };

    for (auto const& row : {
             Row{"/", {Screen::welcome, 0, ""}},
             Row{"/aides", {Screen::postal_code, 0, ""}},
             Row{"/aides/commune", {Screen::commune, 0, ""}},
             Row{"/aides/commune-par-nom", {Screen::commune_name, 0, ""}},
             Row{"/aides/sujet", {Screen::topic, 0, ""}},
             Row{"/aides/question/3", {Screen::question, 3, ""}},
             Row{"/aides/resultats", {Screen::results, 0, ""}},
             Row{"/aides/a/aides-velo.rennes", {Screen::aid, 0, "aides-velo.rennes"}},
             Row{"/dossiers", {Screen::dossiers, 0, ""}},
             Row{"/dossiers/2026-00042", {Screen::dossier, 0, "2026-00042"}},
             Row{"/a-propos", {Screen::about, 0, ""}},
             Row{"/accessibilite", {Screen::accessibility, 0, ""}},
             Row{"/donnees", {Screen::data, 0, ""}},
             Row{"/autre", {Screen::unknown, 0, "/autre"}},
         }) {
        CAPTURE(row.path);
        CHECK(parse_route(row.path) == row.route);
        CHECK(path_of(row.route) == row.path);
    }
}

TEST_CASE("routes: what surrounds the path is left aside") {
    CHECK(parse_route("").screen == Screen::welcome);
    CHECK(parse_route("/?kiosk=1").screen == Screen::welcome);
    CHECK(parse_route("/aides/?kiosk=1#haut").screen == Screen::postal_code);
    CHECK(parse_route("/dossiers/").screen == Screen::dossiers);
}

TEST_CASE("routes: what cannot be an address is unknown") {
    for (auto const* path :
         {"/aides/question/0",
          "/aides/question/1000",
          "/aides/question/-1",
          "/aides/question/deux",
          "/aides/a/<script>",
          "/aides/a/a/b",
          "/dossiers/a b",
          "//dossiers"}) {
        CAPTURE(path);
        CHECK(parse_route(path).screen == Screen::unknown);
    }
}
