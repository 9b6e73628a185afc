// Goal: for every postal code, commune, former code and EPCI of France, the index and the names
// files say what the package they were built from says. Method: places_truth.mjs lists the
// package's own JSON line by line; each line is asked of the index. Then damaged indexes: cut
// short at any byte, or with one byte changed, they give an Error or an index that is safe to ask.
#include "core/aids/place_names.h"
#include "core/aids/places.h"
#include "core/wire/places_json.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

using prevenance::FoundCommune;
using prevenance::Place;
using prevenance::PlaceNames;
using prevenance::Places;

std::string read_file(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path.string());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string index_bytes() {
    return read_file(std::filesystem::path(PLACES_FOLDER) / "codes.bin");
}

/// The index of the area that a code is filed under.
Places const& places_around(std::string const& code) {
    static std::map<std::string, Places> indexes;
    std::string const area(prevenance::place_area(code));
    auto found = indexes.find(area);
    if (found == indexes.end()) {
        auto const bytes =
            read_file(std::filesystem::path(PLACES_FOLDER) / ("codes-" + area + ".bin"));
        found = indexes.emplace(area, Places::open(bytes).value()).first;
    }
    return found->second;
}

std::vector<std::string> split(std::string const& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

std::string join(std::vector<std::string> parts) {
    std::sort(parts.begin(), parts.end());
    std::string joined;
    for (auto const& part : parts)
        joined += (joined.empty() ? "" : ",") + part;
    return joined.empty() ? "-" : joined;
}

std::map<std::string, PlaceNames> read_names() {
    std::map<std::string, PlaceNames> names;
    for (auto const& entry : std::filesystem::directory_iterator(PLACES_FOLDER)) {
        if (!entry.path().filename().string().starts_with("names-")) continue;
        auto read = prevenance::read_place_names(read_file(entry.path()));
        REQUIRE_MESSAGE(read.ok(), entry.path().string());
        auto code = read.value().departement.code;
        names.emplace(code, std::move(read).value());
    }
    return names;
}

/// What the index says of a postal code or a former code, written as the line is.
std::string answer(Places const& places, std::string const& key) {
    auto const parts = split(key, '\t');
    if (parts[0] == "P") {
        std::vector<std::string> communes;
        for (auto const& place : places.find_postal_code(parts[1]))
            communes.push_back(place.commune);
        return key + '\t' + join(communes);
    }
    auto const place = places.find_commune(parts[1]);
    return key + '\t' + (place ? place->commune : "nowhere");
}

std::string describe(
    Places const& places, std::map<std::string, PlaceNames> const& names, std::size_t position
) {
    auto const place = places.at(position);
    auto const& here = names.at(place.departement);
    return "C\t" + place.commune + '\t' +
        std::string(prevenance::name_of_commune(here, place.commune)) + '\t' +
        (place.epci.empty() ? "-" : place.epci) + '\t' + place.departement + '\t' + place.region +
        '\t' + join(places.postal_codes(position));
}

} // namespace

TEST_CASE("places: the whole of France, as the package says it") {
    auto const bytes = index_bytes();
    auto const opened = Places::open(bytes);
    REQUIRE(opened.ok());
    auto const& places = opened.value();
    auto const names = read_names();

    std::map<std::string, std::size_t> position_of;
    for (std::size_t i = 0; i < places.size(); ++i)
        position_of[places.at(i).commune] = i;

    std::map<std::string, std::string> epci_names;
    for (auto const& [code, here] : names) {
        for (auto const& epci : here.epci)
            epci_names[epci.code] = epci.name;
    }

    std::istringstream truth(read_file(TRUTH_FILE));
    std::map<char, std::size_t> counts;
    std::size_t wrong = 0;
    for (std::string line; std::getline(truth, line);) {
        ++counts[line[0]];
        auto const parts = split(line, '\t');
        std::string ours;
        if (parts[0] == "C") {
            ours = !position_of.contains(parts[1])
                ? "missing"
                : describe(places, names, position_of[parts[1]]);
            auto const place = places.at(position_of[parts[1]]);
            if (places.find_commune(parts[1]) != place) ++wrong;
            if (places_around(parts[1]).find_commune(parts[1]) != place) ++wrong;
        } else if (parts[0] == "E") {
            ours = "E\t" + parts[1] + '\t' + epci_names[parts[1]];
        } else {
            ours = answer(places, parts[0] + '\t' + parts[1]);
            if (answer(places_around(parts[1]), parts[0] + '\t' + parts[1]) != ours) ++wrong;
        }
        if (ours == line) continue;
        if (++wrong < 10) CHECK(ours == line);
    }
    CHECK(wrong == 0);
    CHECK(counts['C'] == places.size());
    CHECK(counts['C'] > 34'000);
    CHECK(counts['P'] > 6'000);
    CHECK(counts['F'] > 4'000);
    CHECK(counts['E'] > 1'200);
}

TEST_CASE("places: a commune is found under the letters of its own name") {
    constexpr std::size_t every = 300;
    std::size_t seen = 0;
    for (auto const& [code, names] : read_names()) {
        for (auto const& commune : names.communes) {
            auto const letters = prevenance::search_letters(commune.name);
            if (letters.empty() || ++seen % every != 0) continue;
            CAPTURE(commune.name);
            auto const file =
                std::filesystem::path(PLACES_FOLDER) / ("search-" + letters + ".json");
            auto const filed = prevenance::read_found_communes(read_file(file));
            REQUIRE(filed.ok());
            auto const found = prevenance::search_communes(filed.value(), commune.name, 1000);
            auto const wanted = FoundCommune{commune.code, commune.name, names.departement.name};
            CHECK(std::find(found.begin(), found.end(), wanted) != found.end());
        }
    }
    CHECK(seen > 34'000);
}

TEST_CASE("places: what people type that is nowhere") {
    auto const opened = Places::open(index_bytes());
    REQUIRE(opened.ok());
    auto const& places = opened.value();
    for (std::string const code :
         {"", "3500", "350000", "00000", "99999", "3500a", "35 00", "-3500"}) {
        CAPTURE(code);
        CHECK(places.find_postal_code(code).empty());
    }
    for (std::string const code : {"", "3523", "99999", "ZZ999", "2a004", "352380", "35 38"}) {
        CAPTURE(code);
        CHECK_FALSE(places.find_commune(code).has_value());
    }
}

TEST_CASE("places: places that are written in an unusual way") {
    auto const opened = Places::open(index_bytes());
    REQUIRE(opened.ok());
    auto const& places = opened.value();
    CHECK(places.find_commune("2A004") == Place{"2A004", "242010056", "2A", "94"});
    CHECK(places.find_commune("20004") == places.find_commune("2A004"));
    CHECK(places.find_commune("69383") == Place{"69123", "200046977", "69", "84"});
    CHECK(places.find_commune("97411") == Place{"97411", "249740119", "974", "04"});
    CHECK(places.find_commune("29155") == Place{"29155", "", "29", "53"});
    CHECK(places.find_commune("98735") == Place{"98735", "", "987", "987"});
    for (std::string const code : {"75001", "75116", "75020"}) {
        REQUIRE(places.find_postal_code(code).size() == 1);
        CHECK(places.find_postal_code(code).front().commune == "75056");
    }
}

TEST_CASE("places: a damaged index is refused or harmless") {
    auto const bytes = index_bytes();
    for (std::size_t length = 0; length < bytes.size(); length += length < 200 ? 1 : 9973) {
        CAPTURE(length);
        CHECK_FALSE(Places::open(bytes.substr(0, length)).ok());
    }
    CHECK_FALSE(Places::open(bytes + 'x').ok());
    for (std::size_t at = 4; at < bytes.size(); at += 4001) {
        auto damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        auto const opened = Places::open(damaged);
        if (!opened.ok()) continue;
        for (std::size_t i = 0; i < opened.value().size(); i += 500)
            CHECK(opened.value().find_commune(opened.value().at(i).commune).has_value());
    }
}
