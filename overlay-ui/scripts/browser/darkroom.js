// Compares a picture with the kept one, and makes the file that is kept. Chromium itself reads and writes the formats.
import pixelmatch from '/stage/pixelmatch.js';

// Letters may be smoothed otherwise by another version of Chromium: a little, everywhere, along the edges. What was moved,
// dropped or coloured anew differs much, and in one place. So both pictures are softened by so many pixels before they are
// compared, and then no square of this side may hold more than so many pixels that are this far apart in OKLab.
// `scripts/tests/darkroom.test.mjs` holds these figures to what must be found and what must not.
const SOFTENED = 1;
const SQUARE = 16;
const FAR_APART = 0.1;
const MOST = 8;

// Colours are kept to so many levels a channel, finer in the dark as the eye is: the comparison allows for more, and as
// most pictures then have at most 256 colours, their files are a quarter.
const LEVELS = 18;

function canvasOf(width, height) {
  const canvas = new OffscreenCanvas(width, height);
  return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
}

async function read(blob) {
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const { context } = canvasOf(bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

function softened({ width, height, data }) {
  const sharp = canvasOf(width, height);
  sharp.context.putImageData(new ImageData(data, width, height), 0, 0);
  const { context } = canvasOf(width, height);
  context.filter = `blur(${SOFTENED}px)`;
  context.drawImage(sharp.canvas, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return bytes.toBase64?.() ?? btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const png = async (text) => read(await (await fetch(`data:image/png;base64,${text}`)).blob());

/** The picture as it is kept: WebP without loss, of fewer colours. */
window.develop = async (taken) => base64(await developed(await png(taken)));

function developed({ width, height, data }) {
  const { canvas, context } = canvasOf(width, height);
  const level = (value) => Math.round(Math.sqrt(value / 255) * LEVELS);
  const coarse = data.map((value, at) => (at % 4 === 3 ? 255 : Math.round(255 * (level(value) / LEVELS) ** 2)));
  context.putImageData(new ImageData(coarse, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/webp', quality: 1 });
}

/** Kept, taken and difference side by side, as a PNG. */
async function sideBySide(pictures) {
  const gap = 8;
  const height = Math.max(...pictures.map((picture) => picture.height));
  const width = pictures.reduce((sum, picture) => sum + picture.width + gap, -gap);
  const { canvas, context } = canvasOf(width, height);
  let left = 0;
  for (const picture of pictures) {
    context.putImageData(picture, left, 0);
    left += picture.width + gap;
  }
  return base64(await canvas.convertToBlob({ type: 'image/png' }));
}

/** What sets a picture apart from the kept one, `{ fault, picture }`; null when they are alike. */
async function difference(kept, now) {
  const { width, height } = now;
  if (kept.width !== width || kept.height !== height) {
    const fault = `it was ${kept.width} x ${kept.height} and is ${width} x ${height}`;
    return { fault, picture: await sideBySide([kept, now]) };
  }
  const marked = new ImageData(width, height);
  const options = { threshold: FAR_APART, windowSize: SQUARE, includeAA: true };
  const apart = pixelmatch(softened(kept), softened(now), marked.data, width, height, options);
  if (apart <= MOST) return null;
  const fault = `${apart} of ${SQUARE * SQUARE} pixels in one place differ from the kept picture`;
  return { fault, picture: await sideBySide([kept, now, marked]) };
}

/** The difference to the kept picture of this name. */
window.compare = async (name, taken) => {
  const answer = await fetch(`/kept/${encodeURIComponent(name)}.webp`);
  const now = await png(taken);
  if (!answer.ok) return { fault: 'no picture of it is kept yet', picture: await sideBySide([now]) };
  return difference(await read(await answer.blob()), now);
};

/** The difference of two pictures, the first as if it had been kept. */
window.differ = async (one, other) => difference(await read(await developed(await png(one))), await png(other));

window.ready = true;
