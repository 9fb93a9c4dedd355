"""The one place that imports BERTopic and UMAP: it takes seconds, and UMAP warns while it does."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # UMAP says at import that it does without Tensorflow, which nothing here needs
    warnings.filterwarnings("ignore", message="Tensorflow not installed", category=ImportWarning)
    from bertopic import BERTopic
    from bertopic.vectorizers import ClassTfidfTransformer
    from hdbscan import HDBSCAN
    from umap import UMAP

__all__ = ["HDBSCAN", "UMAP", "BERTopic", "ClassTfidfTransformer"]
