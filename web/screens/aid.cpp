// One aid: whether, how much, why, what to prepare and where to apply.
#include "web/screens/page.h"

#include <algorithm>
#include <chrono>
#include <string>

namespace prevenance {

namespace {

constexpr std::chrono::days old_after{365};

struct OutcomeWords {
    Text badge;
    Text why;
    Text why_text;
    Tone tone;
};

OutcomeWords words_of(AidOutcome outcome) {
    switch (outcome) {
    case AidOutcome::granted:
        return {Text::aid_granted, Text::aid_why_granted, Text::aid_why_text, Tone::success};
    case AidOutcome::open:
        return {Text::aid_open, Text::aid_why_open, Text::aid_why_open_text, Tone::information};
    case AidOutcome::refused:
        return {Text::aid_refused, Text::aid_why_refused, Text::aid_why_text, Tone::neutral};
    }
    return {};
}

void add_pack_list(Page& page, std::string_view key, std::vector<std::string> const& lines) {
    auto const list = page.tree.open(Role::list, key);
    std::size_t number = 0;
    for (auto const& line : lines) {
        page.tree.add(Role::item, std::to_string(number), line).language = written_in_french(page);
        ++number;
    }
}

void add_why(Page& page, Aid const& aid) {
    auto const words = words_of(aid.outcome);
    if (aid.deciding.empty() && aid.outcome != AidOutcome::refused) return;
    auto const section = page.tree.open(Role::section, "why");
    add_heading(page, 2, "heading", page.words(words.why));
    if (aid.deciding.empty()) {
        page.tree.add(Role::paragraph, "plain", page.words(Text::aid_why_refused_plain));
        return;
    }
    page.tree.add(Role::paragraph, "text", page.words(words.why_text));
    add_pack_list(page, "deciding", aid.deciding);
}

void add_documents(Page& page, Aid const& aid) {
    if (aid.documents.empty()) return;
    auto const section = page.tree.open(Role::section, "documents");
    add_heading(page, 2, "heading", page.words(Text::aid_documents));
    add_pack_list(page, "list", aid.documents);
}

void add_description(Page& page, Aid const& aid) {
    if (aid.description.empty()) return;
    auto const section = page.tree.open(Role::section, "description");
    add_heading(page, 2, "heading", page.words(Text::aid_description));
    add_french_paragraphs(page, "text", aid.description);
}

void show_known_aid(Page& page, Aid const& aid) {
    auto const words = words_of(aid.outcome);
    add_title(page, aid.title);
    page.tree.add(Role::badge, "outcome", page.words(words.badge)).tone = words.tone;
    add_aid_amount(page, aid);
    if (!aid.payer.empty()) {
        page.tree.add(
            Role::paragraph, "payer", page.words.fill(Text::aid_payer, {{"payer", aid.payer}})
        );
    }
    if (aid.outcome != AidOutcome::refused) {
        page.tree.add(Role::paragraph, "estimate", page.words(Text::results_estimate));
    }
    if (!aid.link.empty()) {
        bool const apply = aid.outcome == AidOutcome::granted;
        add_outside_link(
            page, "apply", page.words(apply ? Text::aid_apply_short : Text::aid_more), aid.link
        );
    }
    add_why(page, aid);
    add_description(page, aid);
    add_documents(page, aid);
    add_data_date(page, aid.data_date);
}

} // namespace

void add_aid_amount(Page& page, Aid const& aid) {
    if (!aid.amount || aid.outcome == AidOutcome::refused) return;
    auto amount = page.words.amount(*aid.amount);
    if (aid.outcome == AidOutcome::open) {
        amount = page.words.fill(Text::aid_amount_open, {{"amount", amount}});
    }
    page.tree.add(Role::figure, "amount", amount).hint = page.words.period(*aid.amount);
}

void add_data_date(Page& page, std::optional<Day> const& date) {
    if (!date) return;
    bool const old = page.state.today - *date > old_after;
    auto const text = page.words.fill(
        old ? Text::common_data_old : Text::common_data_of, {{"date", page.words.day(*date)}}
    );
    page.tree.add(old ? Role::badge : Role::paragraph, "data date", text).tone =
        old ? Tone::warning : Tone::neutral;
}

void show_aid(Page& page) {
    auto const& aids = page.state.interview.aids;
    auto const aid = std::find_if(aids.begin(), aids.end(), [&](Aid const& candidate) {
        return candidate.id == page.state.route.id;
    });
    if (aid == aids.end()) {
        add_title(page, page.words(Text::aid_unknown));
        page.tree.add(Role::paragraph, "text", page.words(Text::aid_unknown_text));
        add_link(page, "start", page.words(Text::welcome_aids_link), path_of(Screen::postal_code))
            .primary = true;
        return;
    }
    show_known_aid(page, *aid);
    add_link(page, "back", page.words(Text::aid_back), path_of(Screen::results));
}

} // namespace prevenance
