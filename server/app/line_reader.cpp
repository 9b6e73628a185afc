#include "server/app/line_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace prevenance {

Result<LineReader> LineReader::open(std::string const& path) {
    if (path == "-") return LineReader(STDIN_FILENO);
    int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return Error{ErrorCode::not_found, path + ": no such file"};
    return LineReader(descriptor);
}

LineReader::LineReader(LineReader&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1))
    , buffer_(std::move(other.buffer_))
    , begin_(other.begin_)
    , scanned_(other.scanned_)
    , ended_(other.ended_)
    , failed_(other.failed_) {}

LineReader::~LineReader() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

bool LineReader::holds_line() {
    auto const end = buffer_.find('\n', scanned_);
    scanned_ = end == std::string::npos ? buffer_.size() : end;
    return end != std::string::npos;
}

void LineReader::read_more() {
    constexpr std::size_t block = 1U << 18U;
    buffer_.erase(0, begin_);
    scanned_ -= begin_;
    begin_ = 0;
    auto const held = buffer_.size();
    buffer_.resize(held + block);
    auto const count = ::read(descriptor_, buffer_.data() + held, block);
    buffer_.resize(held + (count > 0 ? static_cast<std::size_t>(count) : 0));
    bool const interrupted = count < 0 && errno == EINTR;
    failed_ = count < 0 && !interrupted;
    ended_ = count == 0 || failed_;
}

std::optional<std::string> LineReader::next() {
    while (!holds_line() && !ended_)
        read_more();
    if (failed_ || (ended_ && begin_ == buffer_.size())) return std::nullopt;
    auto line = buffer_.substr(begin_, scanned_ - begin_);
    scanned_ = std::min(scanned_ + 1, buffer_.size());
    begin_ = scanned_;
    return line;
}

bool LineReader::is_ready() {
    while (!holds_line() && !ended_) {
        pollfd waiting{descriptor_, POLLIN, 0};
        if (::poll(&waiting, 1, 0) <= 0) return false;
        read_more();
    }
    return true;
}

} // namespace prevenance
