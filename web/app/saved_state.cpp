#include "web/app/saved_state.h"

#include "core/wire/flat_object.h"
#include "web/dom/json_writer.h"
#include "web/screens/words.h"

#include <utility>

namespace prevenance {

namespace {

constexpr std::string_view version = "1";
constexpr std::size_t answers_max = 500;

/// `rule7`, `value7`: the name of the seventh answer's member.
std::string member(std::string_view name, std::size_t number) {
    return std::string(name) + std::to_string(number);
}

Result<std::vector<GivenAnswer>> read_answers(FlatObject const& object) {
    std::vector<GivenAnswer> answers;
    for (std::size_t number = 1; number <= answers_max; ++number) {
        if (!object.has(member("rule", number))) break;
        answers.push_back({
            .topic = TRY(object.text(member("topic", number))),
            .question = TRY(object.text(member("rule", number))),
            .value = TRY(object.text(member("value", number))),
        });
    }
    return answers;
}

} // namespace

std::string save_state(State const& state) {
    auto const& interview = state.interview;
    JsonWriter json;
    json.open_object().key("version").text(version);
    json.key("language").text(code_of(state.language));
    json.key("view").text(state.renderer == Renderer::html ? "html" : "canvas");
    json.key("postal_code").text(interview.postal_code);
    if (interview.commune) {
        json.key("commune").text(interview.commune->code);
        json.key("commune_name").text(interview.commune->name);
    }
    json.key("topic").text(interview.topic);
    std::size_t number = 0;
    for (auto const& answer : interview.given) {
        ++number;
        json.key(member("topic", number)).text(answer.topic);
        json.key(member("rule", number)).text(answer.question);
        json.key(member("value", number)).text(answer.value);
    }
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
    auto commune = Commune{TRY(object.text("commune")), TRY(object.text("commune_name"))};
    if (!commune.code.empty()) interview.commune = std::move(commune);
    interview.topic = TRY(object.text("topic"));
    interview.given = TRY(read_answers(object));
    state = std::move(restored);
    return Done{};
}

} // namespace prevenance
