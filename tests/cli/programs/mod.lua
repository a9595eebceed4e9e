return {v=42}
