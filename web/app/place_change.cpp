// Where somebody lives: the postal code leads to codes, the codes to names, one name to a choice.
#include "core/base/ensure.h"
#include "core/base/text.h"
#include "core/wire/places_json.h"
#include "web/app/addresses.h"
#include "web/app/change.h"

#include <algorithm>
#include <string>
#include <utility>

namespace prevenance {

namespace {

constexpr std::size_t postal_code_size = 5;

/// What was typed without the blanks that people put in: "35 000" is 35000.
std::string without_blanks(std::string_view typed) {
    std::string digits;
    for (char const letter : typed) {
        if (letter != ' ' && letter != '\t') digits += letter;
    }
    return digits;
}

PlaceNames const* names_of(Knowledge const& knowledge, std::string_view departement) {
    auto const found =
        std::find_if(knowledge.names.begin(), knowledge.names.end(), [&](PlaceNames const& names) {
            return names.departement.code == departement;
        });
    return found == knowledge.names.end() ? nullptr : &*found;
}

/// The place with the names that go with it. Its département's names must have arrived.
Home home_of(Knowledge const& knowledge, Place const& place) {
    auto const* names = names_of(knowledge, place.departement);
    ENSURE(names != nullptr);
    return {
        .place = place,
        .commune_name = std::string(name_of_commune(*names, place.commune)),
        .epci_name = std::string(name_of_epci(*names, place.epci)),
        .departement_name = names->departement.name,
    };
}

void settle(Change& change, Home home) {
    auto& interview = change.state.interview;
    interview.answers.home = std::move(home);
    interview.places = Fetching::idle;
    save(change);
    bool const known = !interview.topic.empty();
    go(change, {known ? Screen::results : Screen::topic, 0, {}});
}

/// Asks for the names that are missing. True when none is.
bool have_names(Change& change, std::vector<Place> const& places) {
    bool complete = true;
    for (auto const& place : places) {
        if (names_of(change.knowledge, place.departement) != nullptr) continue;
        fetch(change, addresses::place_names(place.departement));
        complete = false;
    }
    return complete;
}

/// The search goes on with whatever has arrived, and waits for the rest.
void continue_search(Change& change) {
    auto& interview = change.state.interview;
    auto const& places = change.knowledge.places;
    interview.places = Fetching::awaited;
    if (!places) return fetch(change, addresses::place_codes);

    auto const found = places->find_postal_code(without_blanks(interview.postal_code));
    if (found.empty()) {
        interview.places = Fetching::idle;
        interview.mistake = Mistake::postal_code_unknown;
        return;
    }
    if (!have_names(change, found)) return;
    interview.homes.clear();
    for (auto const& place : found)
        interview.homes.push_back(home_of(change.knowledge, place));
    if (found.size() == 1) return settle(change, interview.homes.front());
    interview.places = Fetching::idle;
    go(change, {Screen::commune, 0, {}});
}

bool searching(Change const& change) {
    return change.state.interview.places == Fetching::awaited;
}

void search_failed(Change& change) {
    if (searching(change)) change.state.interview.places = Fetching::failed;
}

} // namespace

void enter_postal_code(Change& change) {
    // While one reads and types, the codes arrive.
    if (!change.knowledge.places) fetch(change, addresses::place_codes);
}

void enter_commune(Change& change) {
    auto& interview = change.state.interview;
    if (interview.homes.empty()) return go(change, {Screen::postal_code, 0, {}});
    if (interview.answers.home) interview.draft = interview.answers.home->place.commune;
}

void find_commune(Change& change) {
    auto& interview = change.state.interview;
    auto const code = without_blanks(interview.postal_code);
    interview.mistake = Mistake::none;
    if (code.size() != postal_code_size || !parse_whole_number(code)) {
        interview.mistake = Mistake::postal_code_shape;
        return;
    }
    interview.postal_code = code;
    continue_search(change);
}

void choose_commune(Change& change) {
    auto& interview = change.state.interview;
    auto const chosen =
        std::find_if(interview.homes.begin(), interview.homes.end(), [&](Home const& home) {
            return home.place.commune == interview.draft;
        });
    if (chosen == interview.homes.end()) {
        interview.mistake = Mistake::nothing_chosen_here;
        return;
    }
    settle(change, *chosen);
}

void take_place_codes(Change& change, Message const& answer) {
    auto places = answer.status == 200
        ? Places::open(answer.body)
        : Result<Places>(Error{ErrorCode::unavailable, "place codes not fetched"});
    if (!places.ok()) return search_failed(change);
    change.knowledge.places = std::move(places).value();
    if (searching(change)) continue_search(change);
}

void take_place_names(Change& change, Message const& answer) {
    auto names = answer.status == 200
        ? read_place_names(answer.body)
        : Result<PlaceNames>(Error{ErrorCode::unavailable, "place names not fetched"});
    if (!names.ok()) return search_failed(change);
    change.knowledge.names.push_back(std::move(names).value());
    if (searching(change)) continue_search(change);
}

} // namespace prevenance
