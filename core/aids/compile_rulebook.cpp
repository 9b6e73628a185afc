#include "core/aids/compile_rulebook.h"

#include "core/rules/compile.h"

namespace prevenance {

Result<Rulebook> compile_rulebook(Pack pack, Source const& model) {
    auto const wrong = [id = pack.id](Diagnostic const& diagnostic) {
        return Error{ErrorCode::bad_input, "pack " + id + ": " + describe(diagnostic)};
    };
    auto program = compile(model);
    if (!program.ok()) return wrong(program.error());
    auto book = TRY(make_rulebook(std::move(pack), std::move(program).value()));
    for (auto const& aid : book.pack.aids) {
        auto const compiled = compile_question(book.program, aid.rule);
        if (!compiled.ok()) return wrong(compiled.error());
    }
    return book;
}

} // namespace prevenance
