// One dossier: where it stands, whose turn it is, what was decided, its steps and its messages.
#include "web/screens/page.h"

#include <algorithm>
#include <string>
#include <vector>

namespace prevenance {

namespace {

struct StatusWords {
    Text text;
    Tone tone;
};

StatusWords status_words(DossierSummary const& summary) {
    if (summary.correction) return {Text::status_to_complete, Tone::warning};
    switch (summary.state) {
    case DossierState::en_construction:
        return {Text::status_deposited, Tone::information};
    case DossierState::en_instruction:
        return {Text::status_examined, Tone::information};
    case DossierState::accepte:
        return {Text::status_accepted, Tone::success};
    case DossierState::refuse:
        return {Text::status_refused, Tone::error};
    case DossierState::sans_suite:
        return {Text::status_closed, Tone::neutral};
    }
    return {Text::status_deposited, Tone::neutral};
}

Text citizen_words(Turn const& turn) {
    if (!turn.due) return Text::turn_citizen;
    return turn.late ? Text::turn_citizen_late : Text::turn_citizen_due;
}

Text service_words(Turn const& turn) {
    if (!turn.due) return Text::turn_service;
    if (turn.late) return Text::turn_service_late;
    return turn.due_kind == DueKind::usual ? Text::turn_service_usual : Text::turn_service_legal;
}

Text turn_words(Turn const& turn) {
    switch (turn.actor) {
    case NextActor::citizen:
        return citizen_words(turn);
    case NextActor::service:
        return service_words(turn);
    case NextActor::nobody:
        return Text::turn_nobody;
    }
    return Text::turn_nobody;
}

Text correction_words(CorrectionReason reason) {
    switch (reason) {
    case CorrectionReason::incorrect:
        return Text::dossier_correction_incorrect;
    case CorrectionReason::incomplete:
        return Text::dossier_correction_incomplete;
    case CorrectionReason::outdated:
        return Text::dossier_correction_outdated;
    }
    return Text::dossier_correction_incorrect;
}

/// A text with one date in it.
std::string dated(Page const& page, Text text, Day day) {
    return page.words.fill(text, {{"date", page.words.day(day)}});
}

/// Names of documents under a heading; nothing when there is none.
void add_documents(
    Page& page, std::uint8_t level, Text heading, std::vector<std::string> const& names
) {
    if (names.empty()) return;
    auto const section = page.tree.open(Role::section, "documents");
    add_heading(page, level, "heading", page.words(heading));
    auto const list = page.tree.open(Role::list, "list");
    std::size_t number = 0;
    for (auto const& name : names) {
        page.tree.add(Role::item, std::to_string(number), name).language = written_in_french(page);
        ++number;
    }
}

/// What the service asks for, and where to send it.
void add_correction(Page& page, FollowedDossier const& dossier) {
    auto const& correction = dossier.summary.correction;
    if (!correction) return;
    page.tree.add(Role::paragraph, "reason", page.words(correction_words(correction->reason)));
    add_french_paragraphs(page, "asked", correction->text);
    page.tree.add(
        Role::paragraph,
        "how",
        page.words.fill(Text::dossier_answer_how, {{"service", dossier.procedure.contact.service}})
    );
    add_documents(page, 3, Text::dossier_pieces_asked, correction->pieces);
}

/// « Sans réponse avant le …, votre demande est acceptée. »
void add_silence(Page& page, FollowedDossier const& dossier) {
    auto const& silence = dossier.summary.silence;
    if (!silence || silence->decided || dossier.summary.decision) return;
    if (silence->suspended) {
        page.tree.add(Role::paragraph, "suspended", page.words(Text::dossier_silence_suspended));
        page.tree.add(
            Role::paragraph,
            "suspended date",
            dated(page, Text::dossier_silence_suspended_date, silence->decides_on)
        );
        return;
    }
    bool const accepts = silence->meaning == SilenceMeaning::acceptance;
    page.tree.add(
        Role::paragraph,
        "silence",
        dated(
            page,
            accepts ? Text::dossier_silence_acceptance : Text::dossier_silence_rejection,
            silence->decides_on
        )
    );
    if (dossier.procedure.silence) {
        page.tree.add(
            Role::paragraph,
            "source",
            page.words.fill(
                Text::dossier_silence_source, {{"source", dossier.procedure.silence->source}}
            )
        );
    }
}

/// What happens during the current step, in the procedure's own words.
void add_current_step(Page& page, FollowedDossier const& dossier) {
    auto const& steps = dossier.summary.steps;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        if (steps[at].status != StepStatus::current) continue;
        add_paragraphs(page, "step", page.words(dossier.procedure.steps[at].text));
    }
}

void add_now(Page& page, FollowedDossier const& dossier) {
    if (dossier.summary.decision) return;
    auto const section = page.tree.open(Role::section, "now");
    bool const citizen = dossier.summary.turn.actor == NextActor::citizen;
    page.tree.innermost().tone = citizen ? Tone::warning : Tone::information;
    add_heading(page, 2, "heading", page.words(Text::dossier_now));
    add_turn(page, dossier.summary.turn);
    add_correction(page, dossier);
    if (!dossier.summary.correction) add_current_step(page, dossier);
    add_silence(page, dossier);
}

Text decision_words(DossierState outcome) {
    switch (outcome) {
    case DossierState::accepte:
        return Text::dossier_decision_accepted;
    case DossierState::refuse:
        return Text::dossier_decision_refused;
    case DossierState::en_construction:
    case DossierState::en_instruction:
    case DossierState::sans_suite:
        return Text::dossier_decision_closed;
    }
    return Text::dossier_decision_closed;
}

void add_decision(Page& page, FollowedDossier const& dossier) {
    auto const& decision = dossier.summary.decision;
    if (!decision) return;
    auto const section = page.tree.open(Role::section, "decision");
    add_heading(page, 2, "heading", page.words(Text::dossier_decision));
    page.tree.add(
        Role::paragraph, "outcome", dated(page, decision_words(decision->outcome), decision->on)
    );
    if (decision->by_silence) {
        page.tree.add(Role::paragraph, "silence", page.words(Text::dossier_decision_silence));
    }
    if (!decision->grounds.empty()) {
        add_heading(page, 3, "grounds heading", page.words(Text::dossier_grounds));
        add_french_paragraphs(page, "grounds", decision->grounds);
    }
}

std::string step_hint(Page const& page, StepProgress const& step) {
    switch (step.status) {
    case StepStatus::done:
        return step.done_on ? dated(page, Text::dossier_step_done, *step.done_on) : "";
    case StepStatus::current:
        return std::string(page.words(Text::dossier_step_current));
    case StepStatus::upcoming:
        return step.expected_by ? dated(page, Text::dossier_step_expected, *step.expected_by)
                                : std::string(page.words(Text::dossier_step_upcoming));
    }
    return "";
}

StepState step_state(StepStatus status) {
    switch (status) {
    case StepStatus::done:
        return StepState::done;
    case StepStatus::current:
        return StepState::current;
    case StepStatus::upcoming:
        return StepState::upcoming;
    }
    return StepState::upcoming;
}

void add_steps(Page& page, FollowedDossier const& dossier) {
    auto const section = page.tree.open(Role::section, "steps");
    add_heading(page, 2, "heading", page.words(Text::dossier_steps));
    auto const timeline =
        page.tree.open(Role::timeline, "timeline", page.words(Text::dossier_steps));
    auto const& steps = dossier.summary.steps;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        auto& step = page.tree.add(
            Role::step, std::to_string(at), page.words(dossier.procedure.steps[at].title)
        );
        step.state = step_state(steps[at].status);
        step.hint = step_hint(page, steps[at]);
    }
}

Text sender_words(Actor from) {
    switch (from) {
    case Actor::usager:
        return Text::dossier_message_citizen;
    case Actor::agent:
        return Text::dossier_message_service;
    case Actor::systeme:
        return Text::dossier_message_automatic;
    }
    return Text::dossier_message_service;
}

/// The last one first: it is the one that is looked for.
void add_messages(Page& page, FollowedDossier const& dossier) {
    auto const& messages = dossier.summary.messages;
    if (messages.empty()) return;
    auto const section = page.tree.open(Role::section, "messages");
    add_heading(page, 2, "heading", page.words(Text::dossier_messages));
    for (auto at = messages.size(); at > 0; --at) {
        auto const& message = messages[at - 1];
        auto const card = page.tree.open(Role::card, std::to_string(at));
        add_heading(page, 3, "sender", dated(page, sender_words(message.from), message.day));
        add_french_paragraphs(page, "text", message.text);
    }
}

void add_contact(Page& page, Contact const& contact) {
    auto const section = page.tree.open(Role::section, "contact");
    add_heading(page, 2, "heading", page.words(Text::dossier_contact));
    page.tree.add(Role::paragraph, "service", contact.service).language = written_in_french(page);
    if (!contact.address.empty()) page.tree.add(Role::paragraph, "address", contact.address);
    if (!contact.email.empty()) {
        add_outside_link(
            page,
            "email",
            page.words.fill(Text::about_write, {{"address", contact.email}}),
            "mailto:" + contact.email
        );
    }
    if (!contact.phone.empty()) {
        page.tree.add(
            Role::paragraph, "phone", page.words.fill(Text::about_phone, {{"phone", contact.phone}})
        );
    }
}

void show_known_dossier(Page& page, FollowedDossier const& dossier) {
    add_title(page, page.words(dossier.procedure.title));
    add_dossier_status(page, dossier.summary);
    page.tree.add(
        Role::paragraph,
        "reference",
        page.words.fill(
            Text::dossier_reference,
            {{"id", dossier.id}, {"date", page.words.day(dossier.summary.deposited)}}
        )
    );
    add_now(page, dossier);
    add_decision(page, dossier);
    add_steps(page, dossier);
    add_messages(page, dossier);
    add_documents(page, 2, Text::dossier_pieces, dossier.summary.pieces);
    add_contact(page, dossier.procedure.contact);
}

void add_back_to_dossiers(Page& page) {
    add_link(page, "back", page.words(Text::dossier_back), path_of(Screen::dossiers));
}

bool may_show_dossiers(State const& state) {
    return state.session.fetching == Fetching::here && state.session.authenticated &&
        state.dossiers.fetching == Fetching::here;
}

} // namespace

void add_dossier_status(Page& page, DossierSummary const& summary) {
    auto const [text, tone] = status_words(summary);
    page.tree.add(Role::badge, "status", page.words(text)).tone = tone;
}

void add_turn(Page& page, Turn const& turn) {
    auto const text = turn_words(turn);
    page.tree.add(
        Role::paragraph,
        "turn",
        turn.due && turn.actor != NextActor::nobody ? dated(page, text, *turn.due)
                                                    : std::string(page.words(text))
    );
}

void show_dossier(Page& page) {
    if (!may_show_dossiers(page.state)) {
        add_title(page, page.words(Text::dossiers_title));
        add_dossiers_access(page);
        return;
    }
    auto const& known = page.state.dossiers.known;
    auto const found = std::find_if(known.begin(), known.end(), [&](FollowedDossier const& one) {
        return one.id == page.state.route.id;
    });
    if (found == known.end()) {
        add_title(page, page.words(Text::dossier_unknown));
        page.tree.add(Role::paragraph, "text", page.words(Text::dossier_unknown_text));
    } else {
        show_known_dossier(page, *found);
    }
    add_back_to_dossiers(page);
}

} // namespace prevenance
