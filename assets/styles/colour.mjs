// Colours as people see them: contrast by WCAG 2.2, lightness by OKLCH.
// Source: WCAG 2.2, "relative luminance" and "contrast ratio"; B. Ottosson, "A perceptual color
// space for image processing" (OKLab).

/** [red, green, blue] in 0..255 of "#rrggbb", or null. */
export function parseHex(hex) {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return match ? match.slice(1).map((pair) => parseInt(pair, 16)) : null;
}

export function formatHex(rgb) {
  return '#' + rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('');
}

const toLinear = (channel) => {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

const fromLinear = (part) =>
  255 * (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

/** 0 for black to 1 for white. */
export function luminance(hex) {
  const [red, green, blue] = parseHex(hex).map(toLinear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 for the same colour to 21 for black on white. */
export function contrast(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** { lightness 0..1, a, b } in OKLab. */
export function toOklab(hex) {
  const [r, g, b] = parseHex(hex).map(toLinear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

function toLinearRgb({ lightness, a, b }) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The screen colour of an OKLab one; what no screen shows is made duller until one does. */
export function fromOklab({ lightness, a, b }) {
  for (let part = 1; ; part = Math.max(0, part - 0.02)) {
    const linear = toLinearRgb({ lightness, a: a * part, b: b * part });
    const shown = linear.every((channel) => channel >= -0.0005 && channel <= 1.0005);
    if (shown || part === 0) {
      const clamp = (value) => Math.min(255, Math.max(0, Math.round(value)));
      return formatHex(linear.map((channel) => clamp(fromLinear(Math.max(0, channel)))));
    }
  }
}

/** The same hue at another lightness, 0..1. */
export function withLightness(hex, lightness) {
  return fromOklab({ ...toOklab(hex), lightness: Math.min(1, Math.max(0, lightness)) });
}

/** `share` of `top` (0..1) laid over `base`. */
export function mix(top, base, share) {
  const under = parseHex(base);
  return formatHex(parseHex(top).map(
    (channel, i) => Math.round(channel * share + under[i] * (1 - share))));
}

/** The colour of the same hue, nearest in lightness, for which `passes(colour)`; or null. */
export function nearestPassing(hex, passes) {
  if (passes(hex)) return hex;
  const start = toOklab(hex).lightness;
  for (let step = 0.004; step <= 1; step += 0.004) {
    for (const lightness of [start - step, start + step]) {
      if (lightness < 0 || lightness > 1) continue;
      const candidate = withLightness(hex, lightness);
      if (passes(candidate)) return candidate;
    }
  }
  return null;
}
