// Numbers that look random and are the same at every run: mulberry32, public domain, T. Ettinger.

/** Draws from one seed. */
export function random(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const integer = (below) => Math.floor(next() * below)
  return { integer, pick: (list) => list[integer(list.length)], chance: (share) => next() < share }
}
