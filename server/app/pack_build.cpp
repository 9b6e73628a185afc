// `prevenance pack build`: from YAML files to what engines load.
#include "core/rules/image.h"
#include "core/wire/model_json.h"
#include "server/app/pack_command.h"
#include "server/app/pack_words.h"

#include <array>
#include <iostream>

namespace prevenance {

namespace {

constexpr std::string_view help =
    R"(usage: prevenance pack build PACK [--output FILE.json] [--image FILE.bin]

Puts the YAML files of a pack together as one model of plain Publicodes in JSON, which the npm
engine runs and publishes. Rules keep their order; descriptions and examples stay in.

  PACK      a folder of YAML files, or one file
  --output  the model in JSON
  --image   the rules compiled, which load at once: `prevenance eval --model FILE.bin`

Exit code: 0 when it is written, 1 when the pack has a mistake, 2 on bad words.
)";

constexpr std::array<OptionKind, 2> options{{{"output"}, {"image"}}};

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
    auto const built = build(words.value());
    return built.ok() ? ExitCode::success : report_failure("pack build", built.error());
}

} // namespace

Command const pack_build_command{
    "build", "put the files of a pack together as one JSON model", help, run, {}};

} // namespace prevenance
