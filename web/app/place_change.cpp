// Where somebody lives: the first digits lead to the codes of an area, these to names, one name to
// a choice.
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

constexpr std::uint32_t status_ok = 200;
constexpr std::uint32_t status_not_found = 404;

/// What was typed without the blanks that people put in: "35 000" is 35000.
std::string without_blanks(std::string_view typed) {
    std::string digits;
    for (char const letter : typed) {
        if (letter != ' ' && letter != '\t') digits += letter;
    }
    return digits;
}

/// The codes of the area that a postal code or an INSEE code belongs to; nullptr when they are
/// still to come, and are asked for.
Places const* codes_for(Change& change, std::string_view code) {
    std::string const area(place_area(code));
    auto const found = change.knowledge.places.find(area);
    if (found != change.knowledge.places.end()) return &found->second;
    fetch(change, addresses::place_codes(area));
    return nullptr;
}

bool searching(Change const& change) {
    return change.state.interview.places == Fetching::awaited;
}

void search_failed(Change& change) {
    if (searching(change)) change.state.interview.places = Fetching::failed;
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

void offer(Change& change, std::vector<Home> homes) {
    auto& interview = change.state.interview;
    interview.homes = std::move(homes);
    interview.places = Fetching::idle;
    go(change, {Screen::commune, 0, {}});
}

void nothing_found(Change& change, Mistake mistake) {
    change.state.interview.places = Fetching::idle;
    change.state.interview.mistake = mistake;
}

/// The commune with that INSEE code is where the person lives.
void settle_commune(Change& change, std::string const& commune) {
    auto const* codes = codes_for(change, commune);
    if (codes == nullptr) return;
    auto const place = codes->find_commune(commune);
    if (!place) return search_failed(change);
    if (have_names(change, {*place})) settle(change, home_of(change.knowledge, *place));
}

void search_by_postal_code(Change& change) {
    auto& interview = change.state.interview;
    auto const postal_code = without_blanks(interview.postal_code);
    auto const* codes = codes_for(change, postal_code);
    if (codes == nullptr) return;
    interview.homes_left_out = false;
    auto const found = codes->find_postal_code(postal_code);
    if (found.empty()) return nothing_found(change, Mistake::postal_code_unknown);
    if (found.size() == 1) return settle_commune(change, found.front().commune);
    if (!have_names(change, found)) return;
    std::vector<Home> homes;
    homes.reserve(found.size());
    for (auto const& place : found)
        homes.push_back(home_of(change.knowledge, place));
    offer(change, std::move(homes));
}

void search_by_name(Change& change) {
    constexpr std::size_t shown_max = 20;
    auto& interview = change.state.interview;
    auto const letters = search_letters(interview.commune_name);
    auto const filed = change.knowledge.search.find(letters);
    if (filed == change.knowledge.search.end())
        return fetch(change, addresses::place_search(letters));

    auto found = search_communes(filed->second, interview.commune_name, shown_max + 1);
    interview.homes_left_out = found.size() > shown_max;
    if (interview.homes_left_out) found.pop_back();
    if (found.empty()) return nothing_found(change, Mistake::commune_name_unknown);
    if (found.size() == 1) return settle_commune(change, found.front().code);
    std::vector<Home> homes; // Their other codes come with the one that is chosen.
    for (auto& commune : found)
        homes.push_back({{.commune = commune.code}, commune.name, {}, commune.departement_name});
    offer(change, std::move(homes));
}

Home const* chosen_home(InterviewState const& interview) {
    auto const chosen =
        std::find_if(interview.homes.begin(), interview.homes.end(), [&](Home const& home) {
            return home.place.commune == interview.draft;
        });
    return chosen == interview.homes.end() ? nullptr : &*chosen;
}

/// The search goes on with whatever has arrived, and waits for the rest.
void continue_search(Change& change) {
    auto& interview = change.state.interview;
    interview.places = Fetching::awaited;
    if (change.state.route.screen == Screen::commune) {
        auto const* home = chosen_home(interview);
        if (home == nullptr) return nothing_found(change, Mistake::nothing_chosen_here);
        return settle_commune(change, std::string(home->place.commune));
    }
    if (interview.search == PlaceSearch::name) return search_by_name(change);
    search_by_postal_code(change);
}

/// Reads what arrived, if it did.
template <typename Read>
auto read_answer(Message const& answer, Read read) -> decltype(read(answer.body)) {
    if (answer.status != status_ok) return Error{ErrorCode::unavailable, "places not fetched"};
    return read(answer.body);
}

/// Files what arrived under the part of its address that follows `prefix`; the search that waited
/// for it goes on, or has failed.
template <typename Content, typename Read>
void take_filed(
    Change& change,
    Message const& answer,
    std::map<std::string, Content>& filed,
    std::string_view prefix,
    Read read
) {
    // No such file: no commune has such a code, or a word that begins so.
    auto content =
        answer.status == status_not_found ? Result<Content>(Content()) : read_answer(answer, read);
    if (!content.ok()) return search_failed(change);
    filed[addresses::part_of(answer.path, prefix)] = std::move(content).value();
    if (searching(change)) continue_search(change);
}

} // namespace

void enter_postal_code(Change& change) {
    change.state.interview.search = PlaceSearch::postal_code;
}

void enter_commune_name(Change& change) {
    change.state.interview.search = PlaceSearch::name;
}

void enter_commune(Change& change) {
    auto& interview = change.state.interview;
    if (interview.homes.empty()) return go(change, {Screen::postal_code, 0, {}});
    if (interview.answers.home) interview.draft = interview.answers.home->place.commune;
}

void type_postal_code(Change& change, std::string_view typed) {
    change.state.interview.postal_code = typed;
    // While one types the last digits, the codes arrive.
    auto const code = without_blanks(typed);
    if (!place_area(code).empty()) codes_for(change, code);
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

void search_commune(Change& change) {
    auto& interview = change.state.interview;
    bool const enough = !search_letters(interview.commune_name).empty();
    interview.mistake = enough ? Mistake::none : Mistake::commune_name_short;
    if (enough) continue_search(change);
}

void choose_commune(Change& change) {
    auto& interview = change.state.interview;
    interview.mistake = Mistake::none;
    continue_search(change);
}

void search_again(Change& change) {
    continue_search(change);
}

void take_place_codes(Change& change, Message const& answer) {
    auto& places = change.knowledge.places;
    take_filed(change, answer, places, addresses::place_codes_prefix, Places::open);
}

void take_place_names(Change& change, Message const& answer) {
    auto names = read_answer(answer, read_place_names);
    if (!names.ok()) return search_failed(change);
    change.knowledge.names.push_back(std::move(names).value());
    if (searching(change)) continue_search(change);
}

void take_place_search(Change& change, Message const& answer) {
    auto& search = change.knowledge.search;
    take_filed(change, answer, search, addresses::place_search_prefix, read_found_communes);
}

} // namespace prevenance
