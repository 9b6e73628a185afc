#include "server/app/calculate_command.h"

#include "core/base/text.h"
#include "core/wire/json.h"
#include "server/app/calculation.h"
#include "server/app/line_reader.h"
#include "server/app/options.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

constexpr std::string_view help =
    R"(usage: prevenance calculate [OPTIONS] FILE|-

Reads one OpenFisca-France situation a line, in its web-API JSON (individus, familles, menages,
foyers_fiscaux, values by period), from a file or from standard input (-). Answers one line each,
in the same order, as soon as no other line stands ready: the same situation with each null filled
that the pack covers. What it does not cover stays null and is told in "errors": [{"path", "code",
"message", "remedy"}], and so is what was assumed (code "assumed"). A line that is no
situation is answered {"error": {"line", "code", "message"}} and stops nothing.

  --law          what the law says; by default what OpenFisca-France 176 answers
  --pack DIR     rules and openfisca.json (assets/packs/prestations-nationales)
  --threads N    how many situations are answered at once, 1 to 256 (1)
  --output FILE  where the answers go (standard output)
  --resume       with --output: goes on after its last whole line, for the same input
  --progress     tells on standard error how far it is; by itself when that is a terminal

Examples:
  prevenance calculate situations.jsonl > answers.jsonl
  prevenance calculate --threads 2 --output answers.jsonl --resume situations.jsonl

Exit code: 0 when every line was answered, 1 when a file cannot be read or written, 2 on bad words.
)";

struct CalculateOptions {
    std::string input;
    std::string pack;
    std::string output;
    std::size_t threads = 1;
    CalculatorMode mode = CalculatorMode::anchor;
    bool resume = false;
    bool progress = false;
};

Error usage_error(std::string const& message) {
    return {ErrorCode::bad_input, message + " (see prevenance calculate --help)"};
}

Result<CalculateOptions> read_options(std::span<std::string const> words) {
    std::string input;
    std::vector<std::string> rest;
    bool value_next = false;
    for (auto const& word : words) {
        bool const is_option = word.starts_with("--");
        if (!is_option && !value_next) {
            if (!input.empty()) return usage_error("give one FILE, or -");
            input = word;
            continue;
        }
        rest.push_back(word);
        value_next = word == "--pack" || word == "--threads" || word == "--output";
    }
    constexpr OptionKind kinds[] = {
        {"law", false}, {"pack"}, {"threads"}, {"output"}, {"resume", false}, {"progress", false}};
    auto const options = TRY(Options::parse(rest, kinds));
    CalculateOptions read;
    if (input.empty()) return usage_error("give a FILE, or - for standard input");
    read.input = input;
    read.pack = options.value("pack", "assets/packs/prestations-nationales");
    read.output = options.value("output");
    auto const threads = parse_whole_number(options.value("threads", "1")).value_or(0);
    if (threads < 1 || threads > 256) return usage_error("--threads goes from 1 to 256");
    read.threads = static_cast<std::size_t>(threads);
    if (options.has("law")) read.mode = CalculatorMode::law;
    read.resume = options.has("resume");
    if (read.resume && read.output.empty()) return usage_error("--resume needs --output");
    read.progress = options.has("progress") || isatty(STDERR_FILENO) == 1;
    return read;
}

/// Cuts the file after its last whole line; how many lines then stand in it.
Result<std::uint64_t> keep_whole_lines(std::string const& path) {
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) return std::uint64_t{0};
    std::ifstream file(path, std::ios::binary);
    std::uint64_t lines = 0;
    std::uint64_t kept = 0;
    std::uint64_t read = 0;
    std::vector<char> block(1U << 16U);
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0
    ) {
        auto const count = static_cast<std::size_t>(file.gcount());
        for (std::size_t i = 0; i < count; ++i) {
            if (block[i] != '\n') continue;
            ++lines;
            kept = read + i + 1;
        }
        read += count;
    }
    if (kept != read) std::filesystem::resize_file(path, kept, failed);
    if (failed || !file.eof())
        return Error{ErrorCode::unavailable, path + ": cannot be continued; write elsewhere"};
    return lines;
}

struct Line {
    std::uint64_t number = 0; ///< In the input, from 1.
    std::string text;
};

std::string answer(Calculator& calculator, Line const& line) {
    auto filled = calculate_text(calculator, line.text);
    if (filled.ok()) return std::move(filled).value();
    return format_json(
        {{"error",
          {{"line", line.number}, {"code", "bad_input"}, {"message", filled.error().message}}}}
    );
}

/// Reads rounds of lines, has them answered by several threads, and writes them in their order.
class CalculateRun {
public:
    CalculateRun(LineReader input, std::ostream& output, bool progress)
        : input_(std::move(input))
        , output_(&output)
        , progress_(progress) {}

    Status open(CalculationPack const& pack, CalculateOptions const& options) {
        auto const today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
        for (std::size_t i = 0; i < options.threads; ++i)
            calculators_.push_back(
                TRY(Calculator::open(pack.program, pack.mapping, options.mode, today))
            );
        return Done{};
    }

    /// Passes over lines that were answered before.
    void skip(std::uint64_t lines) {
        while (done_ < lines && next_line())
            ++done_;
    }

    Status run() {
        while (read_round()) {
            answer_round();
            for (auto const& line : lines_)
                *output_ << line.text << '\n';
            output_->flush();
            if (!*output_) return Error{ErrorCode::unavailable, "the answers cannot be written"};
            done_ += lines_.size();
            if (progress_) std::cerr << '\r' << done_ << " situations" << std::flush;
        }
        if (progress_) std::cerr << '\n';
        if (input_.has_failed()) return Error{ErrorCode::unavailable, "the input cannot be read"};
        return Done{};
    }

private:
    /// The next line that is not empty.
    std::optional<Line> next_line() {
        while (auto text = input_.next()) {
            ++line_;
            if (!trim(*text).empty()) return Line{line_, std::move(*text)};
        }
        return std::nullopt;
    }

    /// What stands ready is answered at once: whoever writes line by line waits for the answer.
    bool read_round() {
        constexpr std::size_t lines_per_round = 256;
        lines_.clear();
        while (lines_.size() < lines_per_round && (lines_.empty() || input_.is_ready())) {
            auto line = next_line();
            if (!line) break;
            lines_.push_back(std::move(*line));
        }
        return !lines_.empty();
    }

    void answer_round() {
        std::atomic<std::size_t> next = 0;
        auto const work = [&](Calculator& calculator) {
            for (std::size_t i = next++; i < lines_.size(); i = next++)
                lines_[i].text = answer(calculator, lines_[i]);
        };
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < std::min(calculators_.size(), lines_.size()); ++i)
            threads.emplace_back(work, std::ref(*calculators_[i]));
        work(*calculators_.front());
        for (auto& thread : threads)
            thread.join();
    }

    LineReader input_;
    std::ostream* output_;
    bool progress_;
    std::vector<std::unique_ptr<Calculator>> calculators_;
    std::vector<Line> lines_;
    std::uint64_t line_ = 0;
    std::uint64_t done_ = 0;
};

Status calculate(CalculateOptions const& options) {
    auto const pack = TRY(read_calculation_pack(options.pack));
    auto input = TRY(LineReader::open(options.input));
    std::uint64_t const before =
        options.resume ? TRY(keep_whole_lines(options.output)) : std::uint64_t{0};
    std::ofstream answers;
    if (!options.output.empty()) {
        auto const how = options.resume ? std::ios::app : std::ios::trunc;
        answers.open(options.output, std::ios::binary | std::ios::out | how);
        if (!answers) return Error{ErrorCode::unavailable, options.output + ": cannot be written"};
    }
    std::ios::sync_with_stdio(false);
    std::ostream& output = options.output.empty() ? std::cout : answers;
    CalculateRun run(std::move(input), output, options.progress);
    TRY(run.open(pack, options));
    run.skip(before);
    return run.run();
}

ExitCode run(std::span<std::string const> words) {
    auto const options = read_options(words);
    if (!options.ok()) {
        std::cerr << "prevenance calculate: " << options.error().message << '\n';
        return ExitCode::usage;
    }
    auto const done = calculate(options.value());
    if (done.ok()) return ExitCode::success;
    std::cerr << "prevenance calculate: " << done.error().message << '\n';
    return ExitCode::failure;
}

} // namespace

Command const calculate_command{
    "calculate", "fill OpenFisca's situations with what the national pack says", help, run};

} // namespace prevenance
