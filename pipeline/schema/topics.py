"""Tables of topics and what they rest on."""

from __future__ import annotations

from pipeline.contract import Column, Table
from pipeline.schema.columns import flag, share, text, whole

TOPICS: dict[str, Table] = {
    "embeddings": Table(
        "the vector of one passage",
        ("passage_id",),
        {
            "passage_id": text("the passage"),
            "vector": Column("vector", "embedding, float32, unit length or zero"),
        },
    ),
    "topics": Table(
        "one topic",
        ("topic_id",),
        {
            "topic_id": whole("number; -1 holds the outliers", "index", low=-1),
            "label": text("name for readers"),
            "label_en": text("the same in English, where one was given by hand", null=True),
            "terms": text("ten strongest terms, joined by ', '"),
            "size": whole("passages in it", "passages"),
            "documents": whole("documents in it", "documents"),
            "stability": share("mean agreement over refits; null for the outliers", null=True),
            "stable": flag("stable enough for headlines"),
        },
    ),
    "passage_topics": Table(
        "the topic of one passage",
        ("passage_id",),
        {
            "passage_id": text("the passage"),
            "topic_id": whole("the topic", "index", low=-1),
            "probability": share("certainty of the assignment"),
        },
    ),
    "topic_stability": Table(
        "what refits say of one topic",
        ("topic_id",),
        {
            "topic_id": whole("the topic", "index"),
            "refits": whole("refits on other seeds and samples of the documents", "refits"),
            "found_in": whole("refits in which the topic was found again", "refits"),
            "members": share("mean Jaccard overlap of its passages with those of its match", null=True),
            "members_low": share("the same in the worst refit", null=True),
            "agreement": share("of its passages that a refit had not seen: share nearest to the match", null=True),
            "words": share("mean share of its ten terms that the match has too", null=True),
            "coherence": Column("float", "NPMI of its ten terms", True, "NPMI -1 to 1", low=-1.0, high=1.0),
        },
    ),
    "topic_hierarchy": Table(
        "two topics or groups of topics that become one group",
        ("node_id",),
        {
            "node_id": whole("number of the group, on from the topics; the last one holds all", "index"),
            "label": text("its strongest nouns"),
            "terms": text("ten strongest terms, joined by ', '"),
            "topics": text("the topics below, joined by ', '"),
            "left": whole("topic or group", "index"),
            "right": whole("topic or group", "index"),
            "distance": Column("float", "how unlike the two are (Ward on c-TF-IDF)", False, "distance", low=0.0),
            "size": whole("passages in it", "passages"),
        },
    ),
    "topic_words": Table(
        "the words of one topic in one group or year",
        ("topic_id", "group_kind", "group", "year"),
        {
            "topic_id": whole("the topic", "index"),
            "group_kind": text("over whom", values=("all", "municipality", "jeugdregio")),
            "group": text("CBS code or region; 'all' for everybody"),
            "year": whole("year; 0 stands for all years together", "year"),
            "passages": whole("passages of the topic there that topics were learned from", "passages"),
            "terms": text("up to five words that stand out there, joined by ', '"),
        },
    ),
    "topic_baselines": Table(
        "one topic of one method, on the same text",
        ("method", "number"),
        {
            "method": text("how it was found", values=("bertopic", "lda", "nmf")),
            "number": whole("number within the method; for bertopic the topic_id", "index"),
            "terms": text("ten strongest terms, joined by ', '"),
            "coherence": Column("float", "NPMI of the terms", True, "NPMI -1 to 1", low=-1.0, high=1.0),
        },
    ),
}
