// Goal: the index of places says what its file says, and refuses a file that breaks its own rules.
// Method: a small index written by hand, one broken rule at a time. The real one is checked by
// places_truth_test.
#include "core/aids/places.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using prevenance::Place;
using prevenance::Places;

namespace {

/// Two départements of one région, four communes, two EPCI, two postal codes, one former code.
std::vector<int> small_index() {
    return {
        1,    2,    2,    2,   4, 1, // counts
        2,    '5',  '3',             // région 53
        2,    '2',  '2',  0,   1,    // département 22: one commune
        2,    '3',  '5',  0,   3,    // département 35: three
        0x95, 0xC2, 0xF1, 5,   1,    // SIREN 12345621., 12345622.
        0xF8, 0xAB, 1,    100,       // postal codes 22008, 22108
        16,   1,    1,    100,       // 22016, 35001, 35002, 35102
        0,    2,    0,    1,         // EPCI per département
        1,    0,    2,    0,   1,    // postal codes per département
        0,    1,    0,               // 22: none | 22008 -> no EPCI
        0,    2,    1,    2,   1, 2, // 35: none | 22008 -> both | 22108 -> second
        1,    1,    1,    2,         // how many postal codes
        0,    0,    0,    1,   0,    // which
        0,    0,    1,    0,         // EPCI
        0xEB, 0xF2, 6,    4,         // 35003 -> position 2
    };
}

std::string bytes_of(std::vector<int> const& numbers) {
    std::string bytes = "PVP1";
    for (int const number : numbers)
        bytes += static_cast<char>(number);
    return bytes;
}

} // namespace

TEST_CASE("places: a small index") {
    auto const opened = Places::open(bytes_of(small_index()));
    REQUIRE(opened.ok());
    auto const& places = opened.value();
    REQUIRE(places.size() == 4);
    CHECK(places.at(0) == Place{"22016", "", "22", "53"});
    CHECK(places.at(1).epci == places.at(1).epci);
    CHECK(places.at(1).epci != places.at(2).epci);
    CHECK(places.at(3).epci == places.at(2).epci);
    CHECK(places.postal_codes(3) == std::vector<std::string>{"22108", "22008"});
    CHECK(places.find_postal_code("22008").size() == 4);
    CHECK(places.find_commune("35003") == places.at(2));
    CHECK(places.find_postal_code("22108") == std::vector<Place>{places.at(3)});
}

TEST_CASE("places: the area of a code, as far as it is typed") {
    struct Row {
        std::string_view code;
        std::string_view area;
    };

    for (auto const& row : std::initializer_list<Row>{
             {"", ""},
             {"3", ""},
             {"35", "35"},
             {"35000", "35"},
             {"2A004", "2A"},
             {"20000", "20"},
             {"97", ""},
             {"974", "974"},
             {"97411", "974"},
             {"98735", "987"},
             {"../", ""},
             {"é", ""},
         }) {
        CAPTURE(row.code);
        CHECK(prevenance::place_area(row.code) == row.area);
    }
}

TEST_CASE("places: a file that breaks its own rules is refused") {
    auto const sound = small_index();
    CHECK_FALSE(Places::open("").ok());
    CHECK_FALSE(Places::open("PVP2").ok());
    CHECK_FALSE(Places::open("PVP1").ok());

    struct Row {
        std::size_t at;
        int instead;
        std::string why;
    };

    for (Row const& row : std::vector<Row>{
             {4, 5, "more communes than the départements hold"},
             {6, 7, "a code longer than any"},
             {7, 'a', "a code in small letters"},
             {12, 1, "a région that is not there"},
             {23, 0, "the same SIREN twice"},
         }) {
        CAPTURE(row.why);
        auto broken = sound;
        broken[row.at] = row.instead;
        CHECK_FALSE(Places::open(bytes_of(broken)).ok());
    }
    auto longer = sound;
    longer.push_back(0);
    CHECK_FALSE(Places::open(bytes_of(longer)).ok());
}
