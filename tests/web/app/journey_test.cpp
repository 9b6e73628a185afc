// Goal: whole journeys on the real rules end with the right euros, and every page on the way reads
// well. Method: tests/cases/journeys/*.case hold what a person does, a line a step, then what the
// page showed: where each step led, and the last page as a tree. PREVENANCE_UPDATE_CASES=1 records
// anew. Amounts are checked against the npm engine in tests/web/app/journey_truth.mjs.
#include "tests/web/app/visitor.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using prevenance::test::Visitor;

namespace {

constexpr std::string_view divider = "----\n";

std::string read_file(std::filesystem::path const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// `press TEXT`, `type TEXT` or `go PATH`.
void take_step(Visitor& visitor, std::string const& line) {
    auto const space = line.find(' ');
    auto const verb = line.substr(0, space);
    auto const rest = line.substr(space + 1);
    REQUIRE(space != std::string::npos);
    if (verb == "press") return visitor.press(rest);
    if (verb == "type") return visitor.type(rest);
    if (verb == "go") return visitor.navigate(rest);
    FAIL("no such step: " << line);
}

/// What stands between the banner and the footer: the rest is the same everywhere.
std::string dump_main(prevenance::Tree const& tree) {
    auto const text = dump(tree);
    auto const begin = text.find("\n  main\n") + 1;
    return text.substr(0, text.find('\n') + 1) +
        text.substr(begin, text.find("\n  footer\n") + 1 - begin);
}

std::string run(std::string const& script) {
    Visitor visitor("/");
    std::string seen;
    std::istringstream lines(script);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') continue;
        take_step(visitor, line);
        seen += line + " -> " + visitor.shown().path + '\n';
    }
    return seen + dump_main(visitor.shown());
}

} // namespace

TEST_CASE("journeys: what is done leads to what is shown") {
    bool const record = std::getenv("PREVENANCE_UPDATE_CASES") != nullptr;
    std::vector<std::filesystem::path> paths;
    for (auto const& entry : std::filesystem::directory_iterator("tests/cases/journeys"))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    REQUIRE_FALSE(paths.empty());
    for (auto const& path : paths) {
        CAPTURE(path.string());
        auto const text = read_file(path);
        auto const end = text.find(divider);
        auto const script = text.substr(0, end);
        auto const seen = run(script);
        if (record) std::ofstream(path) << script << divider << seen;
        CHECK(read_file(path) == script + std::string(divider) + seen);
    }
}
