"""The first hits in, the same in the order that judged questions have taught out."""
