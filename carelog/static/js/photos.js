// A photo as it is kept on this phone: small enough to be sent from anywhere, and nothing but its pixels.
const LONGER_SIDE = 1280; // pixels
const LARGEST = 240 * 1024; // bytes: four photos are less than a megabyte
const QUALITIES = [0.75, 0.6, 0.45]; // until it is that small; the last whatever comes
const MOST_PIXELS = 220e6; // more than any phone's camera takes

// It cannot be read as a picture.
export class NoPicture extends Error {}

// Width and height within what we keep, in whole pixels.
export function within(width, height) {
  const smaller = Math.min(1, LONGER_SIDE / Math.max(width, height));
  return [width, height].map((side) => Math.max(1, Math.round(side * smaller)));
}

// A JPEG, upright, of any file that this browser shows as a picture. An <img> and not createImageBitmap, which would hold
// every pixel of the original: from 48 million, 270 MB and not 40. Throws NoPicture.
export async function shrunk(file) {
  const address = URL.createObjectURL(file);
  try {
    return await small(drawn(await opened(address)));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function opened(address) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const no = () => reject(new NoPicture());
    image.onload = () => (image.naturalWidth * image.naturalHeight > MOST_PIXELS ? no() : resolve(image));
    image.onerror = no;
    image.src = address;
  });
}

function drawn(image) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = within(image.naturalWidth, image.naturalHeight);
  const pen = canvas.getContext("2d", { alpha: false });
  pen.fillStyle = "#fff"; // behind what is see-through
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function small(canvas) {
  let photo;
  for (const quality of QUALITIES) {
    photo = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (photo?.size <= LARGEST) break;
  }
  canvas.width = 0; // some browsers hold its pixels long after
  if (!photo) throw new NoPicture();
  return photo;
}
