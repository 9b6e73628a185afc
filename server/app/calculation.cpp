#include "server/app/calculation.h"

#include "core/rules/compile.h"
#include "core/wire/model_json.h"
#include "server/authoring/model_file.h"

namespace prevenance {

Result<CalculationPack> read_calculation_pack(std::string const& folder) {
    auto const mapping = TRY(read_model_file(folder + "/openfisca.json"));
    CalculationPack pack;
    pack.mapping = TRY(read_household_mapping(mapping));
    std::string const rules = folder + "/regles";
    auto compiled = compile(TRY(read_model_file(rules)));
    if (!compiled.ok())
        return Error{ErrorCode::bad_input, rules + ": " + describe(compiled.error())};
    pack.program = std::move(compiled).value();
    return pack;
}

Result<std::string> calculate_text(Calculator& calculator, std::string_view text) {
    if (text.size() > situation_bytes_max)
        return Error{ErrorCode::bad_input, "the situation is longer than 1 MiB; send less"};
    return format_source_line(TRY(calculator.calculate(TRY(parse_model_json(text)))));
}

} // namespace prevenance
