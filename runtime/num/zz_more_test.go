package num

func zzMore(f map[string]func(float64) float64) {}
