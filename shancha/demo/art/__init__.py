"""The demo world's pictures: drawn as SVG, rendered once, committed as WebP."""
