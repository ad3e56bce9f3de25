package hotspot

import "math"

// PoissonUpper is the exact upper tail of the Poisson distribution,
//
//	P(X >= k), X ~ Poisson(mu) = sum_{j >= k} exp(-mu) mu^j / j!
//
// summed from its largest term on the side that does not cancel. The first term
// is evaluated in Loader's saddle-point form, which keeps its relative precision
// (better than 1e-13) however far out in the tail it lies, down to the smallest
// normal float64.
//
// P(X >= 0) is 1; with mu = 0 every k > 0 gives 0; a mu that is negative, infinite
// or not a number gives NaN.
//
// Source: Loader, Fast and Accurate Computation of Binomial Probabilities (2000),
// as in R dpois; the series is the confluent form of the incomplete gamma
// function (DLMF 8.7.1).
func PoissonUpper(k int, mu float64) float64 {
	switch {
	case math.IsNaN(mu) || mu < 0 || math.IsInf(mu, 1):
		return math.NaN()
	case k <= 0:
		return 1
	case mu == 0:
		return 0
	case float64(k) > mu:
		// P(X >= k) = pmf(k) (1 + mu/(k+1) + mu^2/((k+1)(k+2)) + ...)
		return math.Min(1, poissonTerm(float64(k), mu)*risingSum(float64(k), mu))
	}
	// P(X >= k) = 1 - pmf(k-1) (1 + (k-1)/mu + (k-1)(k-2)/mu^2 + ...)
	return math.Max(0, 1-poissonTerm(float64(k-1), mu)*fallingSum(float64(k-1), mu))
}

func risingSum(k, mu float64) float64 {
	sum, term := 1.0, 1.0
	for j := k + 1; ; j++ {
		term *= mu / j
		sum += term
		if term < sum*0x1p-55 {
			return sum
		}
	}
}

func fallingSum(k, mu float64) float64 {
	sum, term := 1.0, 1.0
	for j := k; j > 0; j-- {
		term *= j / mu
		sum += term
		if term < sum*0x1p-55 {
			break
		}
	}
	return sum
}

// poissonTerm is exp(-mu) mu^k / k! in the saddle-point form
//
//	exp(-stirlingError(k) - deviance(k, mu)) / sqrt(2 pi k)
func poissonTerm(k, mu float64) float64 {
	if k == 0 {
		return math.Exp(-mu)
	}
	return math.Exp(-stirlingError(k)-deviance(k, mu)) / math.Sqrt(2*math.Pi*k)
}

// stirlingErrors holds log(k!) - log(sqrt(2 pi k) (k/e)^k) for k = 0..15.
//
// Source: Loader 2000, table in section 4.
var stirlingErrors = [16]float64{
	0, 0.0810614667953272582196702, 0.0413406959554092940938221, 0.02767792568499833914878929,
	0.02079067210376509311152277, 0.01664469118982119216319487, 0.01387612882307074799874573, 0.01189670994589177009505572,
	0.010411265261972096497478567, 0.009255462182712732917728637, 0.008330563433362871256469318, 0.007573675487951840794972024,
	0.006942840107209529865664152, 0.006408994188004207068439631, 0.005951370112758847735624416, 0.005554733551962801371038690,
}

// stirlingError is the remainder of Stirling's formula for log k!.
func stirlingError(k float64) float64 {
	if k < 16 {
		return stirlingErrors[int(k)]
	}
	k2 := k * k
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-(1.0/1188)/k2)/k2)/k2)/k2) / k
}

// deviance is k log(k/mu) + mu - k without the cancellation near k = mu.
func deviance(k, mu float64) float64 {
	if d := k - mu; math.Abs(d) < 0.1*(k+mu) {
		v := d / (k + mu)
		s, ej := d*v, 2*k*v
		v *= v
		for j := 1.0; ; j++ {
			ej *= v
			next := s + ej/(2*j+1)
			if next == s {
				return s
			}
			s = next
		}
	}
	return k*math.Log(k/mu) + mu - k
}
