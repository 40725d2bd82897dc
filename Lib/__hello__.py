"""A module that greets, for trying out how modules are run."""

initialized = True


def main():
    print("Hello world!")


if __name__ == '__main__':
    main()
