"""Multiplication of matrices: lists of lists of floats."""

N = 60


def matrix(seed):
    return [[seed * (i - j) * (i + j) / N for j in range(1, N + 1)] for i in range(1, N + 1)]


def multiply(a, b):
    columns = [[b[k][j] for k in range(N)] for j in range(N)]
    product = []
    for row in a:
        result = []
        for column in columns:
            total = 0
            for k in range(N):
                total += row[k] * column[k]
            result.append(total)
        product.append(result)
    return product


def work():
    product = multiply(matrix(1), matrix(2))
    trace = sum(product[i][i] for i in range(N))
    return f"{trace:.6f} {product[2][3]:.6f}"
