"""Values in a question: dates, days, company, interests, pace, money, origins."""
