from .service import settle as settle
