#include "web/app/saved_state.h"

#include "core/wire/flat_object.h"
#include "core/wire/interview_json.h"
#include "web/dom/json_writer.h"
#include "web/screens/words.h"

#include <utility>

namespace prevenance {

namespace {

constexpr std::string_view version = "1";

} // namespace

std::string save_state(State const& state) {
    auto const& interview = state.interview;
    JsonWriter json;
    json.open_object().key("version").text(version);
    json.key("language").text(code_of(state.language));
    json.key("postal_code").text(interview.postal_code);
    json.key("topic").text(interview.topic);
    json.key("answers").text(format_interview_answers(interview.answers));
    return json.close_object().take();
}

Status restore_state(State& state, std::string_view text) {
    auto const object = TRY(FlatObject::parse(text));
    if (TRY(object.text("version")) != version) {
        return Error{ErrorCode::bad_input, "saved by another version"};
    }
    State restored = state;
    auto& interview = restored.interview;
    restored.language = language_of(TRY(object.text("language")));
    interview.postal_code = TRY(object.text("postal_code"));
    interview.topic = TRY(object.text("topic"));
    interview.answers = read_interview_answers(TRY(object.text("answers")));
    state = std::move(restored);
    return Done{};
}

} // namespace prevenance
