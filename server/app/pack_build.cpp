// `prevenance pack build`: from YAML files to what engines load.
#include "core/rules/image.h"
#include "core/wire/model_json.h"
#include "core/wire/pack_json.h"
#include "server/app/pack_command.h"
#include "server/app/pack_words.h"
#include "server/app/page_rules.h"
#include "server/app/procedures.h"

#include <array>
#include <iostream>

namespace prevenance {

namespace {

constexpr std::string_view help =
    R"(usage: prevenance pack build PACK [--output FILE.json] [--image FILE.bin]
       prevenance pack build MODEL --page PACK.json --image FILE.bin

Puts the YAML files of a pack together as one model of plain Publicodes in JSON, which the npm
engine runs and publishes. Rules keep their order; descriptions and examples stay in.

  PACK      a folder of YAML files, or one file
  --output  the model in JSON
  --image   the rules compiled, which load at once: `prevenance eval --model FILE.bin`
  --page    compiles them for the page instead: with the question of each aid that this description
            of the pack names, and without the texts that the page does not show

Exit code: 0 when it is written, 1 when the pack has a mistake, 2 on bad words.
)";

constexpr std::array<OptionKind, 3> options{{{"output"}, {"image"}, {"page"}}};

Status build_for_page(PackWords const& words) {
    auto pack = TRY(read_pack(TRY(read_text_file(words.value("page")))));
    auto const model = TRY(read_model_file(words.paths[0]));
    return write_file(words.value("image"), TRY(page_rules(std::move(pack), model)));
}

Status build(PackWords const& words) {
    auto const pack = TRY(load_pack(words.paths[0]));
    auto const rules = std::to_string(pack.files.model.keys.size()) + " top-level rules\n";
    if (auto const path = words.value("output"); !path.empty()) {
        TRY(write_file(path, format_model_json(pack.files.model)));
        std::cout << path << ": " << rules;
    }
    if (auto const path = words.value("image"); !path.empty()) {
        TRY(write_file(path, write_image(pack.program)));
        std::cout << path << ": " << rules;
    }
    return Done{};
}

ExitCode run(std::span<std::string const> arguments) {
    auto const words = PackWords::parse(arguments, options, 1);
    if (!words.ok()) return refuse_words("pack build", words.error());
    if (words.value().value("output").empty() && words.value().value("image").empty())
        return refuse_words(
            "pack build",
            {ErrorCode::bad_input, "say where to write with --output FILE.json or --image FILE.bin"}
        );
    bool const for_page = words.value().has("page");
    if (for_page && (words.value().value("image").empty() || words.value().has("output")))
        return refuse_words(
            "pack build",
            {ErrorCode::bad_input, "--page compiles rules: say where with --image FILE.bin alone"}
        );
    auto const built = for_page ? build_for_page(words.value()) : build(words.value());
    return built.ok() ? ExitCode::success : report_failure("pack build", built.error());
}

} // namespace

Command const pack_build_command{
    "build", "put the files of a pack together as one JSON model", help, run, {}};

} // namespace prevenance
