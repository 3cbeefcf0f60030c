"""Encoded images and sounds to pixels and samples, within bounds.

llama.cpp could read some of the formats itself, but a file that is made to crash a decoder, or that
unpacks to gigabytes, must cost its request and nothing more.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import soundfile
import soxr
from PIL import Image, ImageOps, UnidentifiedImageError

Pixels: TypeAlias = npt.NDArray[np.uint8]
"""(height, width, 3), red first."""
Samples: TypeAlias = npt.NDArray[np.float32]
"""One channel, -1 to 1."""

IMAGE_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 100  # times the other: llama.cpp's tiling is not made for strips
MOST_SECONDS = 1800.0
LEAST_SECONDS = 0.1  # shorter sounds are filled up with silence


class UnreadableMedia(Exception):
    """The message says why, in words for who sent it."""


def read_image(data: bytes) -> Pixels:
    """The first frame, upright. Raises `UnreadableMedia`."""
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=IMAGE_FORMATS) as image:
            warnings.simplefilter("ignore")
            _check_size(*image.size)
            upright = ImageOps.exif_transpose(image)
            return np.asarray(upright.convert("RGB"))
    except UnidentifiedImageError:
        raise UnreadableMedia(f"it is not one of {', '.join(IMAGE_FORMATS)}") from None
    except Image.DecompressionBombError:  # for what is larger than anybody's photo
        raise UnreadableMedia(f"it has more than {MOST_PIXELS:,} pixels") from None
    except UnreadableMedia:
        raise
    except Exception as error:  # every format has its own ways to be broken
        raise UnreadableMedia(f"it is broken: {error}") from None


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise UnreadableMedia(f"it has more than {MOST_PIXELS:,} pixels")
    if min(width, height) < 1 or max(width, height) > LONGEST_SIDE * min(width, height):
        raise UnreadableMedia(f"it is a strip of {width} x {height} pixels")


def read_audio(data: bytes, rate: int) -> Samples:
    """WAV, FLAC, OGG or MP3, at so many samples a second. Raises `UnreadableMedia`."""
    try:
        with soundfile.SoundFile(BytesIO(data)) as file:
            most = int(MOST_SECONDS * file.samplerate)
            samples = file.read(most + 1, dtype="float32", always_2d=True)
            own_rate = file.samplerate
    except (soundfile.LibsndfileError, RuntimeError, ValueError, TypeError) as error:
        raise UnreadableMedia(f"it cannot be read: {error}") from None
    if len(samples) > most:
        raise UnreadableMedia(f"it is longer than {MOST_SECONDS:.0f} seconds")
    one = np.nan_to_num(samples.mean(axis=1, dtype=np.float32))
    resampled = np.asarray(soxr.resample(one, own_rate, rate), dtype=np.float32)
    missing = int(LEAST_SECONDS * rate) - len(resampled)
    return np.pad(resampled, (0, max(0, missing)))
