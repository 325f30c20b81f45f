"""Briefs as advertisers write them, one for each niche of the panel; written before any title was looked at."""

from typing import Final

PANEL_BRIEFS: Final = {
    "vegan": "vegan protein bars and plant-based snacks",
    "strength": "barbells, lifting belts and gear for strength training",
    "yoga": "yoga mats and online yoga classes",
    "makeup": "a new lipstick and eyeshadow palette",
    "skincare": "face serum and sunscreen for sensitive skin",
    "nails": "nail polish and gel manicure kits",
    "hair": "hair colour and curl care products",
    "womens_fashion": "dresses, handbags and shoes for women",
    "baking": "stand mixers and baking tins for home bakers",
    "cooking": "kitchen knives and spices for home cooks",
    "wine": "a wine club with bottles from small vineyards",
    "parenting": "toys and strollers for parents of babies and toddlers",
    "gardening": "seeds, pots and tools for the home garden",
    "interior": "sofas, lamps and home decor",
    "knitting": "hand-dyed yarn and knitting patterns",
    "photography": "camera lenses and tripods for photographers",
    "snow": "ski and snowboard jackets",
    "mma": "gloves and apparel for mixed martial arts and boxing",
    "f1": "a streaming pass for formula 1 races",
    "movies": "a streaming service for film lovers",
    "hiphop": "streetwear for hip hop and rap fans",
    "finance": "an app for saving, budgeting and investing money",
    "bitcoin": "a bitcoin and crypto wallet",
    "programming": "a code editor and online courses for software developers",
    "space": "telescopes and books about astronomy and space flight",
    "christian": "a bible study app for christians",
    "teaching": "classroom materials and lesson plans for teachers",
    "languages": "an app to learn foreign languages",
}
