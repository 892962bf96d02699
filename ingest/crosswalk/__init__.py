"""Documents of one substance in, a plan beside a policy out, and what documents ask to be watched.

``fill`` is the page to read first. ``links`` joins concerns, ``indications`` joins the uses that
``indication_aspects`` takes apart; ``duties`` reads what is to be done or watched, ``duty_ties``
for which risk. All of it is derived, and labelled so.
"""
