"""What staff read of members without Telegram."""
