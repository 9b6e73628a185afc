// Which aids one looks for: the topic, then its questions.
#include "web/app/addresses.h"
#include "web/app/change.h"

namespace prevenance {

namespace {

void need_packs(Change& change) {
    auto& packs = change.state.interview.packs;
    if (packs == Fetching::here) return;
    packs = Fetching::awaited;
    fetch(change, addresses::packs);
}

} // namespace

void enter_topic(Change& change) {
    auto& interview = change.state.interview;
    if (!interview.commune) return go(change, {Screen::postal_code, 0, {}});
    need_packs(change);
    interview.draft = interview.topic;
}

void enter_data(Change& change) {
    need_packs(change);
}

void take_packs(Change& change, Message const& answer) {
    if (answer.status != 200) change.state.interview.packs = Fetching::failed;
}

} // namespace prevenance
