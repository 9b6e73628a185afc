// One message being taken in: the state that changes, and what is asked of the browser meanwhile.
#pragma once

#include "web/app/knowledge.h"
#include "web/app/message.h"
#include "web/screens/state.h"

#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

struct Change {
    State& state;
    Knowledge& knowledge;
    std::vector<Effect> effects = {};
};

/// Asks for an address, unless its answer is already awaited.
void fetch(Change& change, std::string_view address);

/// Asks the device to keep what may be kept.
void save(Change& change);

/// Goes to a screen as if its link had been pressed: what it needs is fetched, and a screen that
/// cannot be shown yet leads to the one that comes before it.
void go(Change& change, Route const& route);

// Where somebody lives: postal code or name, then the commune when there are several.
void enter_postal_code(Change& change);
void enter_commune_name(Change& change);
void enter_commune(Change& change);
void type_postal_code(Change& change, std::string_view typed);
void find_commune(Change& change);
void search_commune(Change& change);
void search_again(Change& change);
void choose_commune(Change& change);
void take_place_codes(Change& change, Message const& answer);
void take_place_names(Change& change, Message const& answer);
void take_place_search(Change& change, Message const& answer);

// Which aids, and what is answered about oneself.
void enter_topic(Change& change);
void enter_question(Change& change);
void enter_results(Change& change);
void enter_data(Change& change);
void choose_topic(Change& change);
void answer_question(Change& change);
void skip_question(Change& change);
void take_packs(Change& change, Message const& answer);
void take_pack(Change& change, Message const& answer);

// What needs a login.
void enter_dossiers(Change& change);
void take_session(Change& change, Message const& answer);
void take_dossiers(Change& change, Message const& answer);

} // namespace prevenance
