// Lines of a file or a pipe, as they come.
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>

namespace prevenance {

class LineReader {
public:
    /// `path`  a file, or `-` for standard input.
    ///
    /// Errors: not_found when there is no such file.
    static Result<LineReader> open(std::string const& path);

    ~LineReader();
    LineReader(LineReader&& other) noexcept;
    LineReader(LineReader const&) = delete;
    LineReader& operator=(LineReader const&) = delete;
    LineReader& operator=(LineReader&&) = delete;

    /// The next line, without its end; waits for it. Nothing at the end of the input, or when it
    /// cannot be read.
    std::optional<std::string> next();

    /// Whether next() would answer at once.
    bool is_ready();

    bool has_failed() const { return failed_; }

private:
    explicit LineReader(int descriptor)
        : descriptor_(descriptor) {}

    bool holds_line();
    void read_more();

    int descriptor_ = -1;
    std::string buffer_;
    std::size_t begin_ = 0;   ///< Of the next line in `buffer_`.
    std::size_t scanned_ = 0; ///< No line ends between `begin_` and there.
    bool ended_ = false;
    bool failed_ = false;
};

} // namespace prevenance
