#include "web/app/update.h"

#include "core/base/text.h"
#include "web/app/addresses.h"
#include "web/app/change.h"
#include "web/app/saved_state.h"
#include "web/screens/actions.h"
#include "web/screens/words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace prevenance {

namespace {

/// The value of a name in the address's query; "" when it is not there.
std::string_view query_value(std::string_view path, std::string_view name) {
    auto const mark = path.find('?');
    if (mark == std::string_view::npos) return "";
    auto query = path.substr(mark + 1);
    query = query.substr(0, query.find('#'));
    while (!query.empty()) {
        auto const pair = query.substr(0, query.find('&'));
        auto const equals = pair.find('=');
        if (pair.substr(0, equals) == name && equals != std::string_view::npos) {
            return pair.substr(equals + 1);
        }
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
    }
    return "";
}

LoginTrouble trouble_of(std::string_view word) {
    if (word == "cancelled") return LoginTrouble::cancelled;
    if (word == "expired") return LoginTrouble::expired;
    if (word == "refused") return LoginTrouble::refused;
    if (word == "unavailable") return LoginTrouble::unavailable;
    return LoginTrouble::none;
}

void start(Change& change, Message const& message) {
    auto& state = change.state;
    state.kiosk = message.kiosk;
    state.language = language_of(message.language);
    if (auto const today = parse_iso_day(message.today); today.ok()) state.today = today.value();
    // What cannot be read back was kept by another version: one begins anew.
    if (message.saved) (void)restore_state(state, *message.saved).ok();
    state.session.trouble = trouble_of(query_value(message.path, "login"));
    go(change, parse_route(message.path));
}

/// Everything a person has told the page, as if they had just come.
void forget_person(State& state) {
    state.interview = {};
    state.session = {};
    state.dossiers = {};
}

void leave(Change& change, std::string_view address) {
    change.effects.push_back({Effect::Kind::leave, std::string(address), {}});
}

/// On a kiosk the session ends too: the next person must not find it.
void erase(Change& change) {
    auto& state = change.state;
    forget_person(state);
    change.effects.push_back({Effect::Kind::erase, {}, {}});
    go(change, state.kiosk ? Route{} : Route{Screen::data, 0, {}});
    state.erased = true;
    if (state.kiosk) leave(change, addresses::log_out);
}

void restart(Change& change) {
    auto& interview = change.state.interview;
    auto packs = interview.packs;
    auto topics = std::move(interview.topics);
    interview = {};
    interview.packs = packs;
    interview.topics = std::move(topics);
    save(change);
    go(change, {Screen::postal_code, 0, {}});
}

void switch_language(Change& change) {
    auto& language = change.state.language;
    language = language == Language::french ? Language::english : Language::french;
    save(change);
}

void switch_renderer(Change& change) {
    auto const* other = change.state.renderer == Renderer::html ? "canvas" : "html";
    change.effects.push_back({Effect::Kind::view, other, {}});
}

ViewNotice notice_of(std::string_view reason) {
    if (reason == "webgl") return ViewNotice::missing;
    if (reason == "lost") return ViewNotice::lost;
    if (reason == "contrast") return ViewNotice::contrast;
    if (reason == "network") return ViewNotice::network;
    return ViewNotice::none;
}

void take_view(Change& change, Message const& message) {
    bool const canvas = message.value == "canvas";
    change.state.renderer = canvas ? Renderer::canvas : Renderer::html;
    change.state.view_notice = notice_of(message.reason);
}

/// Asks again for what a screen could not show.
void retry(Change& change) {
    auto& state = change.state;
    auto const again = [](Fetching& fetching) {
        if (fetching == Fetching::failed) fetching = Fetching::idle;
    };
    again(state.interview.packs);
    again(state.interview.model);
    bool const search = state.interview.places == Fetching::failed;
    bool const opening = state.interview.opening;
    auto const chosen = state.interview.draft;
    go(change, Route(state.route));
    if (search) {
        state.interview.draft = chosen;
        search_again(change);
    }
    if (opening) choose_topic(change);
}

void press(Change& change, std::string_view action) {
    if (action == actions::switch_language) return switch_language(change);
    if (action == actions::switch_renderer) return switch_renderer(change);
    if (action == actions::erase) return erase(change);
    if (action == actions::retry) return retry(change);
    if (action == actions::find_commune) return find_commune(change);
    if (action == actions::search_commune) return search_commune(change);
    if (action == actions::choose_commune) return choose_commune(change);
    if (action == actions::choose_topic) return choose_topic(change);
    if (action == actions::answer) return answer_question(change);
    if (action == actions::skip) return skip_question(change);
    if (action == actions::restart) return restart(change);
    if (action == actions::stay) {
        change.state.idle_warned = false;
        return;
    }
    if (action == actions::log_in) return leave(change, addresses::log_in);
    if (action == actions::log_out) return leave(change, addresses::log_out);
}

/// What is typed or chosen stays a draft until the main button is pressed.
void draft(Change& change, Message const& message) {
    auto& interview = change.state.interview;
    if (message.action == actions::type_postal_code) type_postal_code(change, message.value);
    if (message.action == actions::type_commune_name) interview.commune_name = message.value;
    if (message.action == actions::draft) interview.draft = message.value;
    if (!message.action.starts_with(actions::draft_part_prefix)) return;
    auto const part = std::string_view(message.action).substr(actions::draft_part_prefix.size());
    auto const at = static_cast<std::size_t>(parse_whole_number(part).value_or(0));
    if (at < interview.drafts.size()) interview.drafts[at] = message.value;
}

void take_resource(Change& change, Message const& answer) {
    std::erase(change.knowledge.awaited, answer.path);
    std::string_view const address = answer.path;
    if (address.starts_with(addresses::place_codes_prefix)) return take_place_codes(change, answer);
    if (address.starts_with(addresses::place_names_prefix)) return take_place_names(change, answer);
    if (address.starts_with(addresses::place_search_prefix))
        return take_place_search(change, answer);
    if (address == addresses::packs) return take_packs(change, answer);
    if (address.starts_with(addresses::packs_prefix)) return take_pack(change, answer);
    if (address == addresses::session) return take_session(change, answer);
    if (address == addresses::dossiers) return take_dossiers(change, answer);
}

/// What a screen needs before it can be shown.
void enter(Change& change) {
    switch (change.state.route.screen) {
    case Screen::postal_code:
        return enter_postal_code(change);
    case Screen::commune_name:
        return enter_commune_name(change);
    case Screen::commune:
        return enter_commune(change);
    case Screen::topic:
        return enter_topic(change);
    case Screen::dossiers:
    case Screen::dossier:
        return enter_dossiers(change);
    case Screen::data:
        return enter_data(change);
    case Screen::question:
        return enter_question(change);
    case Screen::results:
    case Screen::aid:
        return enter_results(change);
    case Screen::welcome:
    case Screen::about:
    case Screen::accessibility:
    case Screen::unknown:
        return;
    }
}

void dispatch(Change& change, Message const& message) {
    switch (message.kind) {
    case Message::Kind::start:
        return start(change, message);
    case Message::Kind::press:
    case Message::Kind::submit:
        return press(change, message.action);
    case Message::Kind::type:
    case Message::Kind::choose:
        return draft(change, message);
    case Message::Kind::navigate:
        return go(change, parse_route(message.path));
    case Message::Kind::resource:
        return take_resource(change, message);
    case Message::Kind::view:
        return take_view(change, message);
    case Message::Kind::idle:
        change.state.idle_warned = message.value == "warned";
        return;
    }
}

} // namespace

void fetch(Change& change, std::string_view address) {
    auto& awaited = change.knowledge.awaited;
    if (std::find(awaited.begin(), awaited.end(), address) != awaited.end()) return;
    awaited.emplace_back(address);
    change.effects.push_back({Effect::Kind::fetch, std::string(address), {}});
}

void save(Change& change) {
    change.effects.push_back({Effect::Kind::save, save_state(change.state), {}});
}

void go(Change& change, Route const& route) {
    auto& state = change.state;
    state.route = route;
    state.erased = false;
    state.view_notice = ViewNotice::none;
    bool const asks_login = route.screen == Screen::dossiers || route.screen == Screen::dossier;
    if (!asks_login) state.session.trouble = LoginTrouble::none;
    state.interview.opening = false;
    state.interview.draft.clear();
    state.interview.drafts.clear();
    state.interview.mistake = Mistake::none;
    enter(change);
}

std::vector<Effect> update(State& state, Knowledge& knowledge, Message const& message) {
    Change change{state, knowledge};
    dispatch(change, message);
    return std::move(change.effects);
}

} // namespace prevenance
