"""山茶集 Shancha: a community of honest notes and the mall that grows out of it, in one system."""

__version__ = "0.1.0"
