context.none()
