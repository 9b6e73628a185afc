// Goal: each screen shows what its state says, in both languages, with nothing missing.
// Method: dump the tree of each sample state and compare it with tests/cases/screens/<name>.case;
// PREVENANCE_UPDATE_CASES=1 records anew, and the reviewer reads the difference. Then rules that
// hold for every tree.
#include "web/screens/screens.h"

#include "tests/web/screens/sample_states.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

using prevenance::Language;
using prevenance::Node;
using prevenance::Role;
using prevenance::Tree;

namespace {

std::string read_file(std::string const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::size_t count(Tree const& tree, auto matches) {
    return static_cast<std::size_t>(std::count_if(tree.nodes.begin(), tree.nodes.end(), matches));
}

} // namespace

TEST_CASE("screens: each sample state shows its stored tree") {
    bool const record = std::getenv("PREVENANCE_UPDATE_CASES") != nullptr;
    for (auto const& sample : prevenance::sample_states()) {
        CAPTURE(sample.name);
        auto const path = "tests/cases/screens/" + sample.name + ".case";
        auto const shown = dump(prevenance::show(sample.state));
        if (record) std::ofstream(path) << shown;
        CHECK(shown == read_file(path));
    }
}

TEST_CASE("screens: what holds for every page, in both languages") {
    for (auto sample : prevenance::sample_states()) {
        for (auto const language : {Language::french, Language::english}) {
            sample.state.language = language;
            auto const tree = prevenance::show(sample.state);
            CAPTURE(sample.name);
            CHECK(count(tree, [](Node const& node) { return node.role == Role::main; }) == 1);
            CHECK(count(tree, [](Node const& node) { return node.level == 1; }) == 1);
            CHECK(count(tree, [](Node const& node) { return node.action == "view"; }) == 1);
            CHECK(count(tree, [](Node const& node) { return node.action == "language"; }) == 1);
            CHECK(tree.path == path_of(sample.state.route));
            CHECK_FALSE(tree.title.empty());
        }
    }
}

TEST_CASE("screens: headings never skip a level, and nothing pressed is nameless") {
    for (auto const& sample : prevenance::sample_states()) {
        auto const tree = prevenance::show(sample.state);
        int level = 0;
        for (auto const& node : tree.nodes) {
            CAPTURE(sample.name);
            CAPTURE(node.text);
            if (node.role == Role::heading) {
                CHECK(node.level <= level + 1);
                level = node.level;
            }
            bool const pressed = node.role == Role::button || node.role == Role::link ||
                node.role == Role::choice || node.role == Role::field;
            if (pressed) CHECK_FALSE(node.text.empty());
            if (node.role == Role::button) CHECK_FALSE(node.action.empty());
            if (node.role == Role::link) CHECK_FALSE(node.target.empty());
        }
    }
}

TEST_CASE("screens: a kiosk leads nowhere else, and tells the addresses to note down") {
    for (auto sample : prevenance::sample_states()) {
        CAPTURE(sample.name);
        auto const elsewhere = prevenance::show(sample.state);
        sample.state.kiosk = true;
        auto const kiosk = prevenance::show(sample.state);
        CHECK(count(kiosk, [](Node const& node) { return node.external; }) == 0);
        CHECK(dump(kiosk).find("https://") == std::string::npos);
        for (auto const& link : elsewhere.nodes) {
            if (!link.external) continue;
            CAPTURE(link.text);
            CHECK(count(kiosk, [&](Node const& node) {
                      return node.role == Role::paragraph && node.text.starts_with(link.text);
                  }) > 0);
        }
    }
}

TEST_CASE("screens: the same state gives the same tree") {
    auto const state = prevenance::sample_states().front().state;
    CHECK(prevenance::show(state).nodes == prevenance::show(state).nodes);
}
