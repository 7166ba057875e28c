"""One answer for the page, one for whoever asks whether the backend is up."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/api/hello")
def hello():
    return {"message": "Hello from FastAPI"}


@app.get("/health")
def health():
    return {"status": "UP"}
