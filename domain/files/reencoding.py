"""A program of its own, run by pictures.py in a process with little memory, little time and no secrets.

It decodes one picture and writes it anew from its pixels: no metadata, nothing behind the end, at most 40 megapixels.
Standard input is a JSON object; the answer is one on standard output. Imports nothing of ours.
"""

import json
import resource
import sys
from typing import Any

_MOST_PIXELS = 40_000_000
_MOST_FRAMES = 200
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "HEIF", "AVIF")
_KEPT = {"PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}  # all others become JPEG


def _confine(memory: int, seconds: int, bytes_written: int) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, bytes_written),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(kind, (most, most))


def _opened(path: str) -> Any:
    from PIL import Image  # noqa: PLC0415 - only after the limits hold

    try:
        from pillow_heif import register_heif_opener  # noqa: PLC0415

        register_heif_opener(thumbnails=False)
    except ImportError:
        pass
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    image = Image.open(path, formats=_FORMATS)
    if image.width * image.height > _MOST_PIXELS:
        raise ValueError("pixels")
    return image


def _upright(image: Any, *, square: bool, longest: int) -> Any:
    from PIL import Image, ImageOps  # noqa: PLC0415

    image.draft("RGB", (longest * 2, longest * 2)) if longest and image.format == "JPEG" else None
    image = ImageOps.exif_transpose(image)
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    image = image.convert("RGBA" if has_alpha else "RGB")
    if square:
        return ImageOps.fit(image, (longest, longest), Image.Resampling.LANCZOS)
    if longest:
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return image


def _bare(image: Any) -> Any:
    from PIL import Image  # noqa: PLC0415

    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh


def _save_moving(image: Any, to: str, format: str) -> Any:
    from PIL import ImageSequence  # noqa: PLC0415

    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        durations.append(int(frame.info.get("duration", 100)))
        frames.append(_bare(frame.convert("RGBA")))
        if len(frames) > _MOST_FRAMES or len(frames) * image.width * image.height > _MOST_PIXELS:
            raise ValueError("frames")
    frames[0].save(to, format, save_all=True, append_images=frames[1:], duration=durations, loop=0, disposal=2)
    return frames[0]


def _save(asked: dict[str, Any]) -> dict[str, Any]:
    image = _opened(asked["source"])
    kind = "WEBP"
    if asked["keeps_format"]:
        kind = image.format if image.format in _KEPT else "JPEG"
    if asked["keeps_format"] and kind in _KEPT and getattr(image, "n_frames", 1) > 1:
        whole = _save_moving(image, asked["target"], kind)
    else:
        whole = _bare(_upright(image, square=asked["square"], longest=asked["longest"]))
        kind = "PNG" if kind == "JPEG" and whole.mode == "RGBA" else kind
        whole.save(asked["target"], kind, **({} if kind in ("PNG", "GIF") else {"quality": 88}))
    small = _upright(whole, square=asked["square"], longest=asked["small"])
    small.save(asked["small_target"], "WEBP", quality=80)
    return {"width": whole.width, "height": whole.height, "media_type": _KEPT.get(kind, "image/jpeg")}


def main() -> None:
    """Do what standard input asks."""
    asked = json.load(sys.stdin)
    _confine(asked["memory"], asked["seconds"], asked["bytes"])
    json.dump(_save(asked), sys.stdout)


if __name__ == "__main__":
    main()
